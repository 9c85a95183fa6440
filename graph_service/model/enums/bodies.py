"""The vocabularies of institutions, good practices and agreements."""

from __future__ import annotations

from graph_service.model.vocabulary import Vocabulary, term


class InstitutionKind(Vocabulary, source="W3C ORG org:classification; own list"):
    """The kinds of institutions."""

    COORDINATION_BODY = term(
        "commission, council, committee, roundtable, coalition or task force of several agencies",
        en="Coordination body",
        es="Órgano de coordinación",
        pt="Órgão de coordenação",
    )
    MINISTRY = term(
        "ministry or equivalent office of the executive",
        en="Ministry",
        es="Ministerio",
        pt="Ministério",
    )
    AGENCY = term(
        "secretariat, directorate, programme office or other public body with a specific task",
        en="Agency",
        es="Institución u oficina pública",
        pt="Órgão ou diretoria",
    )
    PROSECUTION = term(
        "public prosecutors, general or specialised",
        en="Prosecution service",
        es="Fiscalía",
        pt="Ministério Público",
    )
    JUDICIARY = term(
        "courts and judicial councils", en="Judiciary", es="Poder judicial", pt="Poder Judiciário"
    )
    POLICE = term("police force or unit", en="Police", es="Policía", pt="Polícia")
    MIGRATION_AUTHORITY = term(
        "migration service",
        en="Migration authority",
        es="Autoridad migratoria",
        pt="Autoridade migratória",
    )
    VICTIM_SERVICE = term(
        "provider of care or assistance to victims",
        en="Victim service",
        es="Servicio de atención a víctimas",
        pt="Serviço de atendimento a vítimas",
    )
    CHILD_PROTECTION = term(
        "child welfare authority",
        en="Child protection authority",
        es="Autoridad de niñez",
        pt="Autoridade da infância",
    )
    WOMEN_INSTITUTE = term(
        "national institution for the rights of women",
        en="Women's institute",
        es="Instituto de la mujer",
        pt="Instituto da mulher",
    )
    HUMAN_RIGHTS_INSTITUTION = term(
        "national human rights institution or ombudsman",
        en="Human rights institution",
        es="Institución de derechos humanos",
        pt="Instituição de direitos humanos",
    )
    RESPONSE_TEAM = term(
        "inter-agency team or operations centre that responds to cases",
        en="Response team",
        es="Equipo de respuesta",
        pt="Equipe de resposta",
    )
    NETWORK = term("network of countries, services or offices", en="Network", es="Red", pt="Rede")
    INTERGOVERNMENTAL_BODY = term(
        "international organisation or intergovernmental forum",
        en="Intergovernmental body",
        es="Organismo intergubernamental",
        pt="Organismo intergovernamental",
    )
    COOPERATION_AGENCY = term(
        "development cooperation agency",
        en="Cooperation agency",
        es="Agencia de cooperación",
        pt="Agência de cooperação",
    )
    CIVIL_SOCIETY = term(
        "non-governmental organisation or citizens' group",
        en="Civil society",
        es="Sociedad civil",
        pt="Sociedade civil",
    )


class GovernanceRelation(
    Vocabulary, source="W3C ORG org:linkedTo and org:subOrganizationOf; own list"
):
    """How an institution relates to one that governs it."""

    WITHIN = term("part of the governing institution", en="within", es="dentro de", pt="dentro de")
    ATTACHED_TO = term(
        "hosted by the governing institution, but autonomous",
        en="attached to",
        es="adscrito a",
        pt="vinculado a",
    )
    COORDINATED_BY = term(
        "coordinated by the governing institution",
        en="coordinated by",
        es="coordinado por",
        pt="coordenado por",
    )
    CHAIRED_BY = term(
        "chaired by the governing institution, but not part of it",
        en="chaired by",
        es="presidido por",
        pt="presidido por",
    )


class PracticeStatus(Vocabulary, source="own"):
    """Whether a practice is active."""

    PLANNED = term("announced, not yet in operation", en="Planned", es="Prevista", pt="Prevista")
    ACTIVE = term(
        "in operation on the date of `statusAsOf`",
        en="Active",
        es="En marcha",
        pt="Em funcionamento",
    )
    REDUCED = term("in operation with fewer resources", en="Reduced", es="Reducida", pt="Reduzida")
    INACTIVE = term(
        "formally in place, but not in operation", en="Inactive", es="Inactiva", pt="Inativa"
    )
    ENDED = term("closed or replaced", en="Ended", es="Terminada", pt="Encerrada")


class AgreementKind(Vocabulary, source="own"):
    """The kinds of agreements."""

    TREATY = term("agreement or convention between states", en="Treaty", es="Tratado", pt="Tratado")
    MEMORANDUM = term(
        "memorandum of understanding",
        en="Memorandum",
        es="Memorando de entendimiento",
        pt="Memorando de entendimento",
    )
    INTER_INSTITUTIONAL = term(
        "agreement or protocol between agencies or ministers",
        en="Inter-institutional agreement",
        es="Acuerdo interinstitucional",
        pt="Acordo interinstitucional",
    )
    DECLARATION = term(
        "declaration or commitment", en="Declaration", es="Declaración", pt="Declaração"
    )
    ROADMAP = term(
        "plan of joint activities for a period",
        en="Roadmap or plan",
        es="Hoja de ruta o plan",
        pt="Roteiro ou plano",
    )
    FOUNDING_DOCUMENT = term(
        "document that creates an institution",
        en="Founding document",
        es="Documento fundacional",
        pt="Documento constitutivo",
    )
    GUIDELINES = term(
        "agreed rules of conduct", en="Guidelines", es="Lineamientos", pt="Diretrizes"
    )
    RESOLUTION = term(
        "decision of a body of an organisation", en="Resolution", es="Resolución", pt="Resolução"
    )
