"""The vocabularies of institutions."""

from __future__ import annotations

from graph_service.model.labels import Labels
from graph_service.model.vocabulary import Term, Vocabulary


class InstitutionKind(Vocabulary, source="W3C ORG org:classification; own list"):
    """The kinds of institutions."""

    COORDINATION_BODY = Term(
        Labels(
            "comisión, consejo, comité, mesa, coalición o grupo de trabajo de varias instituciones",
            "commission, council, committee, roundtable, coalition or task force of several"
            " agencies",
            "comissão, conselho, comitê, mesa, coalizão ou grupo de trabalho de várias"
            " instituições",
        ),
        Labels("Órgano de coordinación", "Coordination body", "Órgão de coordenação"),
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
    MINISTRY = Term(
        Labels(
            "ministerio u oficina equivalente del poder ejecutivo",
            "ministry or equivalent office of the executive",
            "ministério ou órgão equivalente do Poder Executivo",
        ),
        Labels("Ministerio", "Ministry", "Ministério"),
        others=Labels(
            "Cartera de Estado, Secretaría de Estado",
            "Government department, Government ministry",
            "Pasta ministerial",
        ),
    )
    AGENCY = Term(
        Labels(
            "secretaría, dirección, oficina de un programa u otro ente público con una tarea"
            " específica",
            "secretariat, directorate, programme office or other public body with a specific task",
            "secretaria, diretoria, escritório de um programa ou outro órgão público com uma"
            " tarefa específica",
        ),
        Labels("Institución u oficina pública", "Agency", "Órgão ou diretoria"),
        others=Labels(
            "Secretaría, Dirección, Dirección general, Dirección nacional, Oficina pública,"
            " Entidad pública, Organismo público",
            "Secretariat, Directorate, Office, Government agency, Public body",
            "Secretaria, Diretoria, Coordenação-geral, Órgão público",
        ),
    )
    PROSECUTION = Term(
        Labels(
            "fiscalías, generales o especializadas",
            "public prosecutors, general or specialised",
            "promotorias, gerais ou especializadas",
        ),
        Labels("Fiscalía", "Prosecution service", "Ministério Público"),
        others=Labels(
            "Ministerio Público, Procuraduría, Fiscalía especializada, Fiscalía general,"
            " Unidad fiscal, Fiscales, Ministerio fiscal",
            "Prosecutor, Prosecutor's office, Prosecution office, Public prosecution service,"
            " Attorney general's office, Public ministry",
            "Promotoria, Procuradoria, Promotores de justiça, Procuradores",
        ),
    )
    JUDICIARY = Term(
        Labels(
            "tribunales y consejos de la judicatura",
            "courts and judicial councils",
            "tribunais e conselhos da magistratura",
        ),
        Labels("Poder judicial", "Judiciary", "Poder Judiciário"),
        others=Labels(
            "Tribunal, Juzgado, Judicatura, Consejo de la Judicatura, Corte, Jueces,"
            " Órgano judicial",
            "Court, Judges, Judicial branch, Judicial council, Tribunal",
            "Tribunal, Juízes, Magistratura, Justiça",
        ),
    )
    POLICE = Term(
        Labels("cuerpo o unidad de policía", "police force or unit", "força ou unidade policial"),
        Labels("Policía", "Police", "Polícia"),
        others=Labels(
            "Policía nacional, Unidad policial, Cuerpo policial, Fuerza policial,"
            " Policía de investigación",
            "Police force, Police unit, National police, Law enforcement agency",
            "Polícia Federal, Polícia nacional, Força policial, Unidade policial",
        ),
    )
    MIGRATION_AUTHORITY = Term(
        Labels("servicio de migración", "migration service", "serviço de migração"),
        Labels("Autoridad migratoria", "Migration authority", "Autoridade migratória"),
        others=Labels(
            "Migraciones, Dirección de migración, Dirección de migraciones,"
            " Instituto de migración, Servicio de migración, Extranjería",
            "Immigration service, Migration service, Immigration authority, Migration office",
            "Serviço de migração, Imigração, Migrações",
        ),
    )
    VICTIM_SERVICE = Term(
        Labels(
            "servicio que atiende o asiste a las víctimas",
            "provider of care or assistance to victims",
            "serviço que atende ou assiste as vítimas",
        ),
        Labels(
            "Servicio de atención a víctimas", "Victim service", "Serviço de atendimento a vítimas"
        ),
        others=Labels(
            "Centro de atención, Centro de atención a víctimas, Programa de atención a víctimas,"
            " Servicio a víctimas",
            "Victim support service, Victim assistance service, Service provider",
            "Centro de referência, Serviço de apoio a vítimas, Centro de atendimento",
        ),
    )
    CHILD_PROTECTION = Term(
        Labels(
            "autoridad de protección de la niñez",
            "child welfare authority",
            "autoridade de proteção da infância",
        ),
        Labels("Autoridad de niñez", "Child protection authority", "Autoridade da infância"),
        others=Labels(
            "Patronato de la infancia, Instituto de la niñez, Ministerio de la niñez,"
            " Secretaría de niñez, Sistema de protección de la niñez",
            "Child welfare authority, Child protection agency, Child protection services",
            "Conselho tutelar, Secretaria da criança, Sistema de proteção da infância",
        ),
    )
    WOMEN_INSTITUTE = Term(
        Labels(
            "institución nacional para los derechos de las mujeres",
            "national institution for the rights of women",
            "instituição nacional para os direitos das mulheres",
        ),
        Labels("Instituto de la mujer", "Women's institute", "Instituto da mulher"),
        others=Labels(
            "Ministerio de la mujer, Instituto de las mujeres, Mecanismo de la mujer,"
            " Secretaría de la mujer, Mecanismo de igualdad de género",
            "Ministry of women, National women's machinery, Gender equality body, Women's ministry",
            "Ministério das mulheres, Secretaria da mulher, Mecanismo de igualdade de gênero",
        ),
    )
    HUMAN_RIGHTS_INSTITUTION = Term(
        Labels(
            "institución nacional de derechos humanos o defensoría",
            "national human rights institution or ombudsman",
            "instituição nacional de direitos humanos ou ouvidoria",
        ),
        Labels(
            "Institución de derechos humanos",
            "Human rights institution",
            "Instituição de direitos humanos",
        ),
        others=Labels(
            "Defensoría, Defensoría del Pueblo, Procuraduría de derechos humanos, Ombudsman,"
            " Comisión de derechos humanos",
            "Ombudsperson, Ombudsman, Human rights commission",
            "Defensoria, Defensoria pública, Ouvidoria, Comissão de direitos humanos",
        ),
    )
    RESPONSE_TEAM = Term(
        Labels(
            "equipo o centro de varias instituciones que responde a los casos",
            "inter-agency team or operations centre that responds to cases",
            "equipe ou centro de várias instituições que responde aos casos",
        ),
        Labels("Equipo de respuesta", "Response team", "Equipe de resposta"),
        others=Labels(
            "Centro operativo, Equipo interinstitucional, Unidad de respuesta, Equipo de atención",
            "Operations centre, Inter-agency team, Response unit",
            "Centro operacional, Núcleo",
        ),
    )
    NETWORK = Term(
        Labels(
            "red de países, servicios u oficinas",
            "network of countries, services or offices",
            "rede de países, serviços ou escritórios",
        ),
        Labels("Red", "Network", "Rede"),
        others=Labels(
            "Red regional, Redes, Asociación de instituciones",
            "Regional network, Networks, Association of institutions",
            "Rede regional, Redes, Associação de instituições",
        ),
    )
    INTERGOVERNMENTAL_BODY = Term(
        Labels(
            "organización internacional o foro intergubernamental",
            "international organisation or intergovernmental forum",
            "organização internacional ou foro intergovernamental",
        ),
        Labels(
            "Organismo intergubernamental", "Intergovernmental body", "Organismo intergovernamental"
        ),
        others=Labels(
            "Organismo internacional, Organización internacional, Agencia de las Naciones Unidas,"
            " Foro intergubernamental, Organismo multilateral",
            "International organization, International agency, UN agency,"
            " Intergovernmental organization, Multilateral organization",
            "Organismo internacional, Organização internacional, Agência das Nações Unidas",
        ),
    )
    COOPERATION_AGENCY = Term(
        Labels(
            "agencia de cooperación para el desarrollo",
            "development cooperation agency",
            "agência de cooperação para o desenvolvimento",
        ),
        Labels("Agencia de cooperación", "Cooperation agency", "Agência de cooperação"),
        others=Labels(
            "Cooperante, Donante, Cooperación para el desarrollo, Agencia de desarrollo",
            "Donor, Funder, Development agency, Development cooperation",
            "Doador, Financiador, Cooperação para o desenvolvimento, Agência de desenvolvimento",
        ),
    )
    LOCAL_GOVERNMENT = Term(
        Labels(
            "gobierno de un estado, una provincia, un departamento o un municipio",
            "government of a state, province, department or municipality",
            "governo de um estado, uma província, um departamento ou um município",
        ),
        Labels("Gobierno local", "Local government", "Governo local"),
    )
    UNIVERSITY = Term(
        Labels(
            "universidad, escuela superior o centro de investigación",
            "university, college or research centre",
            "universidade, escola superior ou centro de pesquisa",
        ),
        Labels("Universidad", "University", "Universidade"),
    )
    COMPANY = Term(
        Labels(
            "empresa, pública o privada, también un banco",
            "company, public or private, including a bank",
            "empresa, pública ou privada, inclusive um banco",
        ),
        Labels("Empresa", "Company", "Empresa"),
    )
    CIVIL_SOCIETY = Term(
        Labels(
            "organización no gubernamental o grupo de ciudadanos",
            "non-governmental organisation or citizens' group",
            "organização não governamental ou grupo de cidadãos",
        ),
        Labels("Sociedad civil", "Civil society", "Sociedade civil"),
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

    WITHIN = Term(
        Labels(
            "parte de la institución que la rige",
            "part of the governing institution",
            "parte da instituição que a rege",
        ),
        Labels("dentro de", "within", "dentro de"),
    )
    ATTACHED_TO = Term(
        Labels(
            "alojada en la institución que la rige, pero autónoma",
            "hosted by the governing institution, but autonomous",
            "sediada na instituição que a rege, mas autônoma",
        ),
        Labels("adscrito a", "attached to", "vinculado a"),
    )
    COORDINATED_BY = Term(
        Labels(
            "coordinada por la institución que la rige",
            "coordinated by the governing institution",
            "coordenada pela instituição que a rege",
        ),
        Labels("coordinado por", "coordinated by", "coordenado por"),
    )
    CHAIRED_BY = Term(
        Labels(
            "presidida por la institución que la rige, sin ser parte de ella",
            "chaired by the governing institution, but not part of it",
            "presidida pela instituição que a rege, sem fazer parte dela",
        ),
        Labels("presidido por", "chaired by", "presidido por"),
    )
