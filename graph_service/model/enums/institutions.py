"""The vocabularies of institutions."""

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
        others=Labels(
            "Comisión, Consejo, Comité, Mesa, Mesa interinstitucional, Grupo de trabajo,"
            " Coalición, Instancia de coordinación, Comisión interinstitucional, Comisión nacional,"
            " Comité nacional, Consejo nacional",
            "Commission, Council, Committee, Task force, Roundtable, Working group, Coalition,"
            " Interagency body, Coordinating mechanism, National commission, National committee",
            "Comissão, Conselho, Comitê, Grupo de trabalho, Coalizão, Comissão interinstitucional,"
            " Comissão nacional, Comitê nacional, Instância de coordenação",
        ),
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
        others=Labels(
            "Cartera de Estado, Secretaría de Estado",
            "Government department, Government ministry",
            "Pasta ministerial",
        ),
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
        others=Labels(
            "Secretaría, Dirección, Dirección general, Dirección nacional, Oficina pública,"
            " Entidad pública, Organismo público",
            "Secretariat, Directorate, Office, Government agency, Public body",
            "Secretaria, Diretoria, Coordenação-geral, Órgão público",
        ),
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
        others=Labels(
            "Ministerio Público, Procuraduría, Fiscalía especializada, Fiscalía general,"
            " Unidad fiscal, Fiscales, Ministerio fiscal",
            "Prosecutor, Prosecutor's office, Prosecution office, Public prosecution service,"
            " Attorney general's office, Public ministry",
            "Promotoria, Procuradoria, Promotores de justiça, Procuradores",
        ),
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
        others=Labels(
            "Tribunal, Juzgado, Judicatura, Consejo de la Judicatura, Corte, Jueces,"
            " Órgano judicial",
            "Court, Judges, Judicial branch, Judicial council, Tribunal",
            "Tribunal, Juízes, Magistratura, Justiça",
        ),
    )
    POLICE = term(
        Labels("cuerpo o unidad de policía", "police force or unit", "força ou unidade policial"),
        en="Police",
        es="Policía",
        pt="Polícia",
        others=Labels(
            "Policía nacional, Unidad policial, Cuerpo policial, Fuerza policial,"
            " Policía de investigación",
            "Police force, Police unit, National police, Law enforcement agency",
            "Polícia Federal, Polícia nacional, Força policial, Unidade policial",
        ),
    )
    MIGRATION_AUTHORITY = term(
        Labels("servicio de migración", "migration service", "serviço de migração"),
        en="Migration authority",
        es="Autoridad migratoria",
        pt="Autoridade migratória",
        others=Labels(
            "Migraciones, Dirección de migración, Dirección de migraciones,"
            " Instituto de migración, Servicio de migración, Extranjería",
            "Immigration service, Migration service, Immigration authority, Migration office",
            "Serviço de migração, Imigração, Migrações",
        ),
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
        others=Labels(
            "Centro de atención, Centro de atención a víctimas, Programa de atención a víctimas,"
            " Servicio a víctimas",
            "Victim support service, Victim assistance service, Service provider",
            "Centro de referência, Serviço de apoio a vítimas, Centro de atendimento",
        ),
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
        others=Labels(
            "Patronato de la infancia, Instituto de la niñez, Ministerio de la niñez,"
            " Secretaría de niñez, Sistema de protección de la niñez",
            "Child welfare authority, Child protection agency, Child protection services",
            "Conselho tutelar, Secretaria da criança, Sistema de proteção da infância",
        ),
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
        others=Labels(
            "Ministerio de la mujer, Instituto de las mujeres, Mecanismo de la mujer,"
            " Secretaría de la mujer, Mecanismo de igualdad de género",
            "Ministry of women, National women's machinery, Gender equality body, Women's ministry",
            "Ministério das mulheres, Secretaria da mulher, Mecanismo de igualdade de gênero",
        ),
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
        others=Labels(
            "Defensoría, Defensoría del Pueblo, Procuraduría de derechos humanos, Ombudsman,"
            " Comisión de derechos humanos",
            "Ombudsperson, Ombudsman, Human rights commission",
            "Defensoria, Defensoria pública, Ouvidoria, Comissão de direitos humanos",
        ),
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
        others=Labels(
            "Centro operativo, Equipo interinstitucional, Unidad de respuesta, Equipo de atención",
            "Operations centre, Inter-agency team, Response unit",
            "Centro operacional, Núcleo",
        ),
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
        others=Labels(
            "Red regional, Redes, Asociación de instituciones",
            "Regional network, Networks, Association of institutions",
            "Rede regional, Redes, Associação de instituições",
        ),
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
        others=Labels(
            "Organismo internacional, Organización internacional, Agencia de las Naciones Unidas,"
            " Foro intergubernamental, Organismo multilateral",
            "International organization, International agency, UN agency,"
            " Intergovernmental organization, Multilateral organization",
            "Organismo internacional, Organização internacional, Agência das Nações Unidas",
        ),
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
        others=Labels(
            "Cooperante, Donante, Cooperación para el desarrollo, Agencia de desarrollo",
            "Donor, Funder, Development agency, Development cooperation",
            "Doador, Financiador, Cooperação para o desenvolvimento, Agência de desenvolvimento",
        ),
    )
    LOCAL_GOVERNMENT = term(
        Labels(
            "gobierno de un estado, una provincia, un departamento o un municipio",
            "government of a state, province, department or municipality",
            "governo de um estado, uma província, um departamento ou um município",
        ),
        en="Local government",
        es="Gobierno local",
        pt="Governo local",
    )
    UNIVERSITY = term(
        Labels(
            "universidad, escuela superior o centro de investigación",
            "university, college or research centre",
            "universidade, escola superior ou centro de pesquisa",
        ),
        en="University",
        es="Universidad",
        pt="Universidade",
    )
    COMPANY = term(
        Labels(
            "empresa, pública o privada, que no es un banco",
            "company, public or private, other than a bank",
            "empresa, pública ou privada, que não é um banco",
        ),
        en="Company",
        es="Empresa",
        pt="Empresa",
    )
    BANK = term(
        Labels(
            "banco, público o privado, también de desarrollo",
            "bank, public or private, including development banks",
            "banco, público ou privado, inclusive de desenvolvimento",
        ),
        en="Bank",
        es="Banco",
        pt="Banco",
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
        others=Labels(
            "ONG, Organización no gubernamental, Organización de la sociedad civil, Fundación,"
            " Asociación civil, OSC",
            "NGO, Non-governmental organization, Civil society organization, Foundation, Charity,"
            " CSO, Nonprofit",
            "ONG, Organização não governamental, Organização da sociedade civil, Fundação,"
            " Terceiro setor, OSC",
        ),
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
