"""The vocabularies of exchange visits."""

from __future__ import annotations

from graph_service.model.labels import Labels
from graph_service.model.vocabulary import Vocabulary, term


class ExchangeKind(Vocabulary, source="own; INTERNSHIP is IOM's pasantía"):
    """The kinds of exchange visits."""

    INTERNSHIP = term(
        Labels(
            "un equipo trabaja junto a sus anfitriones para ver de cerca una práctica",
            "a team works alongside the host to see a practice at first hand",
            "uma equipe trabalha junto aos anfitriões para ver de perto uma prática",
        ),
        en="Internship",
        es="Pasantía",
        pt="Estágio profissional",
        others=Labels(
            "Pasantías, Estancia, Intercambio entre pares, Práctica profesional, Visita",
            "Secondment, Placement, Peer exchange, Job shadowing, Visit",
            "Estágio, Intercâmbio entre pares, Visita",
        ),
    )
    STUDY_VISIT = term(
        Labels(
            "una delegación visita para aprender",
            "a delegation visits to learn",
            "uma delegação visita para aprender",
        ),
        en="Study visit",
        es="Visita de estudio",
        pt="Visita de estudo",
        others=Labels(
            "Viaje de estudio, Visita técnica, Gira de estudio, Visita de intercambio, Visita",
            "Study tour, Technical visit, Exchange visit, Fact-finding visit, Visit",
            "Viagem de estudo, Visita técnica, Visita de intercâmbio, Visita",
        ),
    )
    EXPERT_MISSION = term(
        Labels(
            "especialistas viajan adonde el anfitrión para evaluar, asesorar o exponer",
            "experts travel to the host to assess, advise or present",
            "especialistas viajam até o anfitrião para avaliar, assessorar ou expor",
        ),
        en="Expert mission",
        es="Misión de expertos",
        pt="Missão de especialistas",
        others=Labels(
            "Misión técnica, Asistencia técnica, Asesoría, Consultoría, Mentoría, Misión, Visita",
            "Technical mission, Technical assistance, Advisory mission, Mentoring, Mission, Visit",
            "Missão técnica, Assistência técnica, Assessoria, Missão, Visita",
        ),
    )
    BINATIONAL_MEETING = term(
        Labels(
            "dos países se reúnen para trabajar juntos",
            "two countries meet to work together",
            "dois países se reúnem para trabalhar juntos",
        ),
        en="Binational meeting",
        es="Encuentro binacional",
        pt="Encontro binacional",
        others=Labels(
            "Reunión binacional, Reunión bilateral, Encuentro bilateral, Mesa binacional,"
            " Encuentro fronterizo",
            "Bilateral meeting, Cross-border meeting, Two-country meeting",
            "Reunião binacional, Reunião bilateral, Encontro bilateral",
        ),
    )
    MEETING = term(
        Labels(
            "otra reunión de trabajo de tres países o más",
            "another working meeting of three countries or more",
            "outra reunião de trabalho de três países ou mais",
        ),
        en="Meeting",
        es="Reunión",
        pt="Reunião",
        others=Labels(
            "Encuentro, Reunión de trabajo, Encuentro regional",
            "Working meeting, Gathering, Regional meeting",
            "Encontro, Reunião de trabalho, Encontro regional",
        ),
    )
    PLENARY = term(
        Labels(
            "una sesión ordinaria de una red regional",
            "a regular session of a regional network",
            "uma sessão ordinária de uma rede regional",
        ),
        en="Plenary",
        es="Plenaria",
        pt="Plenária",
        others=Labels(
            "Sesión plenaria, Asamblea, Sesión ordinaria, Reunión ordinaria",
            "Plenary session, Assembly, Regular session",
            "Sessão plenária, Assembleia, Sessão ordinária",
        ),
    )
    SEMINAR = term(
        Labels(
            "un evento con varios ponentes y sin plan de estudios",
            "an event with several speakers and no curriculum",
            "um evento com vários palestrantes e sem currículo",
        ),
        en="Seminar, workshop or congress",
        es="Seminario / taller / congreso",
        pt="Seminário / oficina / congresso",
        others=Labels(
            "Seminario, Taller, Congreso, Conferencia, Foro, Conversatorio, Jornada, Webinario",
            "Seminar, Workshop, Congress, Conference, Forum, Symposium, Webinar",
            "Seminário, Oficina, Congresso, Conferência, Fórum, Colóquio",
        ),
    )
    TRAINING = term(
        Labels(
            "un curso con capacitadores y participantes",
            "a course with trainers and trainees",
            "um curso com instrutores e participantes",
        ),
        en="Training",
        es="Capacitación",
        pt="Capacitação",
        others=Labels(
            "Curso, Formación, Entrenamiento, Diplomado, Adiestramiento",
            "Course, Training course, Capacity building, Instruction",
            "Curso, Formação, Treinamento, Qualificação",
        ),
    )
    CAMPAIGN_EVENT = term(
        Labels(
            "un acto público conjunto de una campaña de prevención",
            "a joint public event of a prevention campaign",
            "um ato público conjunto de uma campanha de prevenção",
        ),
        en="Campaign event",
        es="Actividad de campaña de prevención",
        pt="Atividade de campanha de prevenção",
        others=Labels(
            "Campaña, Jornada de sensibilización, Acto público, Actividad de prevención",
            "Campaign, Awareness event, Public event, Prevention event",
            "Campanha, Ato público, Atividade de sensibilização",
        ),
    )


class VisitStatus(Vocabulary, source="after iCalendar, RFC 5545: STATUS"):
    """Whether an exchange visit took place."""

    ANNOUNCED = term(
        Labels(
            "se anunció o se planificó; ninguna fuente dice que se hizo",
            "announced or planned; no source says that it took place",
            "foi anunciada ou planejada; nenhuma fonte diz que ocorreu",
        ),
        en="Announced",
        es="Anunciada",
        pt="Anunciada",
    )
    HELD = term(
        Labels("se hizo", "took place", "ocorreu"), en="Held", es="Realizada", pt="Realizada"
    )
    CANCELLED = term(
        Labels(
            "se anunció, pero no se hizo",
            "announced, but did not take place",
            "foi anunciada, mas não ocorreu",
        ),
        en="Cancelled",
        es="Cancelada",
        pt="Cancelada",
    )


class Modality(Vocabulary, source="own"):
    """Whether the participants met in person or online."""

    IN_PERSON = term(
        Labels("todos en un mismo lugar", "everyone in one place", "todos no mesmo lugar"),
        en="In person",
        es="Presencial",
        pt="Presencial",
        others=Labels(
            "En persona, Cara a cara", "Face to face, On site, Onsite", "Em pessoa, Cara a cara"
        ),
    )
    VIRTUAL = term(
        Labels("solo en línea", "online only", "somente on-line"),
        en="Virtual",
        es="Virtual",
        pt="Virtual",
        others=Labels(
            "En línea, A distancia, Remota, Videoconferencia, Telemática",
            "Online, Remote, Distance learning, Videoconference, E-learning",
            "On-line, A distância, Remota, Videoconferência",
        ),
    )
    HYBRID = term(
        Labels(
            "unos en un lugar y otros en línea",
            "some in one place, some online",
            "alguns em um lugar e outros on-line",
        ),
        en="Hybrid",
        es="Híbrida",
        pt="Híbrida",
        others=Labels(
            "Semipresencial, Mixta, Bimodal", "Blended, Mixed format", "Semipresencial, Mista"
        ),
    )


class ExchangeRole(Vocabulary, source="own"):
    """The roles of visitors."""

    LEARNER = term(
        Labels("vino a aprender", "came to learn", "veio aprender"),
        en="Learner",
        es="Aprende",
        pt="Aprende",
        others=Labels(
            "Aprendiz, Participante, Pasante, Receptor, Visitante",
            "Trainee, Participant, Intern, Recipient, Visitor",
            "Aprendiz, Participante, Estagiário, Receptor, Visitante",
        ),
    )
    EXPERT = term(
        Labels(
            "vino a compartir su propia práctica",
            "came to share its own practice",
            "veio compartilhar sua própria prática",
        ),
        en="Expert",
        es="Comparte",
        pt="Compartilha",
        others=Labels(
            "Experto, Ponente, Facilitador, Capacitador, Asesor",
            "Expert, Speaker, Trainer, Adviser, Presenter",
            "Especialista, Palestrante, Facilitador, Instrutor, Assessor",
        ),
    )
    PEER = term(
        Labels(
            "vino a compartir y a aprender",
            "came to share and to learn",
            "veio compartilhar e aprender",
        ),
        en="Peer",
        es="Intercambia",
        pt="Intercambia",
        others=Labels(
            "Par, Contraparte, Homólogo", "Counterpart, Partner", "Contraparte, Homólogo, Parceiro"
        ),
    )
    ADVISER = term(
        Labels(
            "vino a acompañar al anfitrión mientras prueba o aplica la práctica",
            "came to support the host while it tries out or applies the practice",
            "veio acompanhar o anfitrião enquanto testa ou aplica a prática",
        ),
        en="Adviser",
        es="Acompaña",
        pt="Acompanha",
    )
    OBSERVER = term(
        Labels(
            "asistió sin compartir ni aprender una práctica",
            "attended without sharing or learning a practice",
            "participou sem compartilhar nem aprender uma prática",
        ),
        en="Observer",
        es="Observa",
        pt="Observa",
        others=Labels("Observador, Oyente", "Observer status", "Observador, Ouvinte"),
    )
