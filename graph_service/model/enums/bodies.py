"""The vocabularies of institutions, good practices and agreements."""

from __future__ import annotations

from graph_service.model.labels import Labels
from graph_service.model.vocabulary import Vocabulary, term


class InstitutionKind(Vocabulary, source="W3C ORG org:classification; own list"):
    """The kinds of institutions."""

    COORDINATION_BODY = term(
        Labels(
            "comisión, consejo, comité, mesa, coalición o grupo de trabajo de varias instituciones",
            "commission, council, committee, roundtable, coalition or task force of several"
            " agencies",
            "comissão, conselho, comitê, mesa, coalizão ou grupo de trabalho de várias"
            " instituições",
        ),
        en="Coordination body",
        es="Órgano de coordinación",
        pt="Órgão de coordenação",
    )
    MINISTRY = term(
        Labels(
            "ministerio u oficina equivalente del poder ejecutivo",
            "ministry or equivalent office of the executive",
            "ministério ou órgão equivalente do Poder Executivo",
        ),
        en="Ministry",
        es="Ministerio",
        pt="Ministério",
    )
    AGENCY = term(
        Labels(
            "secretaría, dirección, oficina de un programa u otro ente público con una tarea"
            " específica",
            "secretariat, directorate, programme office or other public body with a specific task",
            "secretaria, diretoria, escritório de um programa ou outro órgão público com uma"
            " tarefa específica",
        ),
        en="Agency",
        es="Institución u oficina pública",
        pt="Órgão ou diretoria",
    )
    PROSECUTION = term(
        Labels(
            "fiscalías, generales o especializadas",
            "public prosecutors, general or specialised",
            "promotorias, gerais ou especializadas",
        ),
        en="Prosecution service",
        es="Fiscalía",
        pt="Ministério Público",
    )
    JUDICIARY = term(
        Labels(
            "tribunales y consejos de la judicatura",
            "courts and judicial councils",
            "tribunais e conselhos da magistratura",
        ),
        en="Judiciary",
        es="Poder judicial",
        pt="Poder Judiciário",
    )
    POLICE = term(
        Labels("cuerpo o unidad de policía", "police force or unit", "força ou unidade policial"),
        en="Police",
        es="Policía",
        pt="Polícia",
    )
    MIGRATION_AUTHORITY = term(
        Labels("servicio de migración", "migration service", "serviço de migração"),
        en="Migration authority",
        es="Autoridad migratoria",
        pt="Autoridade migratória",
    )
    VICTIM_SERVICE = term(
        Labels(
            "servicio que atiende o asiste a las víctimas",
            "provider of care or assistance to victims",
            "serviço que atende ou assiste as vítimas",
        ),
        en="Victim service",
        es="Servicio de atención a víctimas",
        pt="Serviço de atendimento a vítimas",
    )
    CHILD_PROTECTION = term(
        Labels(
            "autoridad de protección de la niñez",
            "child welfare authority",
            "autoridade de proteção da infância",
        ),
        en="Child protection authority",
        es="Autoridad de niñez",
        pt="Autoridade da infância",
    )
    WOMEN_INSTITUTE = term(
        Labels(
            "institución nacional para los derechos de las mujeres",
            "national institution for the rights of women",
            "instituição nacional para os direitos das mulheres",
        ),
        en="Women's institute",
        es="Instituto de la mujer",
        pt="Instituto da mulher",
    )
    HUMAN_RIGHTS_INSTITUTION = term(
        Labels(
            "institución nacional de derechos humanos o defensoría",
            "national human rights institution or ombudsman",
            "instituição nacional de direitos humanos ou ouvidoria",
        ),
        en="Human rights institution",
        es="Institución de derechos humanos",
        pt="Instituição de direitos humanos",
    )
    RESPONSE_TEAM = term(
        Labels(
            "equipo o centro de varias instituciones que responde a los casos",
            "inter-agency team or operations centre that responds to cases",
            "equipe ou centro de várias instituições que responde aos casos",
        ),
        en="Response team",
        es="Equipo de respuesta",
        pt="Equipe de resposta",
    )
    NETWORK = term(
        Labels(
            "red de países, servicios u oficinas",
            "network of countries, services or offices",
            "rede de países, serviços ou escritórios",
        ),
        en="Network",
        es="Red",
        pt="Rede",
    )
    INTERGOVERNMENTAL_BODY = term(
        Labels(
            "organización internacional o foro intergubernamental",
            "international organisation or intergovernmental forum",
            "organização internacional ou foro intergovernamental",
        ),
        en="Intergovernmental body",
        es="Organismo intergubernamental",
        pt="Organismo intergovernamental",
    )
    COOPERATION_AGENCY = term(
        Labels(
            "agencia de cooperación para el desarrollo",
            "development cooperation agency",
            "agência de cooperação para o desenvolvimento",
        ),
        en="Cooperation agency",
        es="Agencia de cooperación",
        pt="Agência de cooperação",
    )
    CIVIL_SOCIETY = term(
        Labels(
            "organización no gubernamental o grupo de ciudadanos",
            "non-governmental organisation or citizens' group",
            "organização não governamental ou grupo de cidadãos",
        ),
        en="Civil society",
        es="Sociedad civil",
        pt="Sociedade civil",
    )


class GovernanceRelation(
    Vocabulary, source="W3C ORG org:linkedTo and org:subOrganizationOf; own list"
):
    """How an institution relates to one that governs it."""

    WITHIN = term(
        Labels(
            "parte de la institución que la rige",
            "part of the governing institution",
            "parte da instituição que a rege",
        ),
        en="within",
        es="dentro de",
        pt="dentro de",
    )
    ATTACHED_TO = term(
        Labels(
            "alojada en la institución que la rige, pero autónoma",
            "hosted by the governing institution, but autonomous",
            "sediada na instituição que a rege, mas autônoma",
        ),
        en="attached to",
        es="adscrito a",
        pt="vinculado a",
    )
    COORDINATED_BY = term(
        Labels(
            "coordinada por la institución que la rige",
            "coordinated by the governing institution",
            "coordenada pela instituição que a rege",
        ),
        en="coordinated by",
        es="coordinado por",
        pt="coordenado por",
    )
    CHAIRED_BY = term(
        Labels(
            "presidida por la institución que la rige, sin ser parte de ella",
            "chaired by the governing institution, but not part of it",
            "presidida pela instituição que a rege, sem fazer parte dela",
        ),
        en="chaired by",
        es="presidido por",
        pt="presidido por",
    )


class PracticeStatus(Vocabulary, source="own"):
    """Whether a practice is active."""

    PLANNED = term(
        Labels(
            "anunciada, todavía no funciona",
            "announced, not yet in operation",
            "anunciada, ainda não funciona",
        ),
        en="Planned",
        es="Prevista",
        pt="Prevista",
    )
    ACTIVE = term(
        Labels(
            "funciona en la fecha de «Estado a la fecha de»",
            "in operation on the date of `statusAsOf`",
            "funciona na data de “Situação na data de”",
        ),
        en="Active",
        es="En marcha",
        pt="Em funcionamento",
    )
    REDUCED = term(
        Labels(
            "funciona con menos recursos",
            "in operation with fewer resources",
            "funciona com menos recursos",
        ),
        en="Reduced",
        es="Reducida",
        pt="Reduzida",
    )
    INACTIVE = term(
        Labels(
            "existe formalmente, pero no funciona",
            "formally in place, but not in operation",
            "existe formalmente, mas não funciona",
        ),
        en="Inactive",
        es="Inactiva",
        pt="Inativa",
    )
    ENDED = term(
        Labels("cerrada o reemplazada", "closed or replaced", "encerrada ou substituída"),
        en="Ended",
        es="Terminada",
        pt="Encerrada",
    )


class AgreementKind(Vocabulary, source="own"):
    """The kinds of agreements."""

    TREATY = term(
        Labels(
            "acuerdo o convenio entre Estados",
            "agreement or convention between states",
            "acordo ou convênio entre Estados",
        ),
        en="Treaty",
        es="Tratado",
        pt="Tratado",
    )
    MEMORANDUM = term(
        Labels(
            "memorando de entendimiento", "memorandum of understanding", "memorando de entendimento"
        ),
        en="Memorandum",
        es="Memorando de entendimiento",
        pt="Memorando de entendimento",
    )
    INTER_INSTITUTIONAL = term(
        Labels(
            "acuerdo o protocolo entre instituciones o ministros",
            "agreement or protocol between agencies or ministers",
            "acordo ou protocolo entre instituições ou ministros",
        ),
        en="Inter-institutional agreement",
        es="Acuerdo interinstitucional",
        pt="Acordo interinstitucional",
    )
    DECLARATION = term(
        Labels(
            "declaración o compromiso", "declaration or commitment", "declaração ou compromisso"
        ),
        en="Declaration",
        es="Declaración",
        pt="Declaração",
    )
    ROADMAP = term(
        Labels(
            "plan de actividades conjuntas para un periodo",
            "plan of joint activities for a period",
            "plano de atividades conjuntas para um período",
        ),
        en="Roadmap or plan",
        es="Hoja de ruta o plan",
        pt="Roteiro ou plano",
    )
    FOUNDING_DOCUMENT = term(
        Labels(
            "documento que crea una institución",
            "document that creates an institution",
            "documento que cria uma instituição",
        ),
        en="Founding document",
        es="Documento fundacional",
        pt="Documento constitutivo",
    )
    GUIDELINES = term(
        Labels(
            "reglas de conducta acordadas", "agreed rules of conduct", "regras de conduta acordadas"
        ),
        en="Guidelines",
        es="Lineamientos",
        pt="Diretrizes",
    )
    RESOLUTION = term(
        Labels(
            "decisión de un órgano de una organización",
            "decision of a body of an organisation",
            "decisão de um órgão de uma organização",
        ),
        en="Resolution",
        es="Resolución",
        pt="Resolução",
    )
