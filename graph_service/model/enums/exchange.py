"""The vocabularies of exchange visits."""

from __future__ import annotations

from graph_service.model.labels import Labels
from graph_service.model.vocabulary import Term, Vocabulary


class ExchangeKind(Vocabulary, source="own; INTERNSHIP is IOM's pasantía"):
    """The kinds of exchange visits."""

    INTERNSHIP = Term(
        Labels(
            "un equipo trabaja junto a sus anfitriones para ver de cerca una práctica",
            "a team works alongside the host to see a practice at first hand",
            "uma equipe trabalha junto aos anfitriões para ver de perto uma prática",
        ),
        Labels("Pasantía", "Internship", "Estágio profissional"),
        others=Labels(
            "Pasantías, Estancia, Intercambio entre pares, Práctica profesional, Visita",
            "Secondment, Placement, Peer exchange, Job shadowing, Visit",
            "Estágio, Intercâmbio entre pares, Visita",
        ),
    )
    STUDY_VISIT = Term(
        Labels(
            "una delegación visita para aprender",
            "a delegation visits to learn",
            "uma delegação visita para aprender",
        ),
        Labels("Visita de estudio", "Study visit", "Visita de estudo"),
        others=Labels(
            "Viaje de estudio, Visita técnica, Gira de estudio, Visita de intercambio, Visita",
            "Study tour, Technical visit, Exchange visit, Fact-finding visit, Visit",
            "Viagem de estudo, Visita técnica, Visita de intercâmbio, Visita",
        ),
    )
    EXPERT_MISSION = Term(
        Labels(
            "especialistas viajan adonde el anfitrión para evaluar, asesorar o exponer",
            "experts travel to the host to assess, advise or present",
            "especialistas viajam até o anfitrião para avaliar, assessorar ou expor",
        ),
        Labels("Misión de expertos", "Expert mission", "Missão de especialistas"),
        others=Labels(
            "Misión técnica, Asistencia técnica, Asesoría, Consultoría, Mentoría, Misión, Visita",
            "Technical mission, Technical assistance, Advisory mission, Mentoring, Mission, Visit",
            "Missão técnica, Assistência técnica, Assessoria, Missão, Visita",
        ),
    )
    BINATIONAL_MEETING = Term(
        Labels(
            "dos países se reúnen para trabajar juntos",
            "two countries meet to work together",
            "dois países se reúnem para trabalhar juntos",
        ),
        Labels("Encuentro binacional", "Binational meeting", "Encontro binacional"),
        others=Labels(
            "Reunión binacional, Reunión bilateral, Encuentro bilateral, Mesa binacional,"
            " Encuentro fronterizo",
            "Bilateral meeting, Cross-border meeting, Two-country meeting",
            "Reunião binacional, Reunião bilateral, Encontro bilateral",
        ),
    )
    MEETING = Term(
        Labels(
            "otra reunión de trabajo de tres países o más",
            "another working meeting of three countries or more",
            "outra reunião de trabalho de três países ou mais",
        ),
        Labels("Reunión", "Meeting", "Reunião"),
        others=Labels(
            "Encuentro, Reunión de trabajo, Encuentro regional",
            "Working meeting, Gathering, Regional meeting",
            "Encontro, Reunião de trabalho, Encontro regional",
        ),
    )
    PLENARY = Term(
        Labels(
            "una sesión ordinaria de una red regional",
            "a regular session of a regional network",
            "uma sessão ordinária de uma rede regional",
        ),
        Labels("Plenaria", "Plenary", "Plenária"),
        others=Labels(
            "Sesión plenaria, Asamblea, Sesión ordinaria, Reunión ordinaria",
            "Plenary session, Assembly, Regular session",
            "Sessão plenária, Assembleia, Sessão ordinária",
        ),
    )
    SEMINAR = Term(
        Labels(
            "un evento con varios ponentes y sin plan de estudios",
            "an event with several speakers and no curriculum",
            "um evento com vários palestrantes e sem currículo",
        ),
        Labels(
            "Seminario / taller / congreso",
            "Seminar, workshop or congress",
            "Seminário / oficina / congresso",
        ),
        others=Labels(
            "Seminario, Taller, Congreso, Conferencia, Foro, Conversatorio, Jornada, Webinario",
            "Seminar, Workshop, Congress, Conference, Forum, Symposium, Webinar",
            "Seminário, Oficina, Congresso, Conferência, Fórum, Colóquio",
        ),
    )
    TRAINING = Term(
        Labels(
            "un curso con capacitadores y participantes",
            "a course with trainers and trainees",
            "um curso com instrutores e participantes",
        ),
        Labels("Capacitación", "Training", "Capacitação"),
        others=Labels(
            "Curso, Formación, Entrenamiento, Diplomado, Adiestramiento",
            "Course, Training course, Capacity building, Instruction",
            "Curso, Formação, Treinamento, Qualificação",
        ),
    )
    CAMPAIGN_EVENT = Term(
        Labels(
            "un acto público conjunto de una campaña de prevención",
            "a joint public event of a prevention campaign",
            "um ato público conjunto de uma campanha de prevenção",
        ),
        Labels(
            "Actividad de campaña de prevención",
            "Campaign event",
            "Atividade de campanha de prevenção",
        ),
        others=Labels(
            "Campaña, Jornada de sensibilización, Acto público, Actividad de prevención",
            "Campaign, Awareness event, Public event, Prevention event",
            "Campanha, Ato público, Atividade de sensibilização",
        ),
    )


class VisitStatus(Vocabulary, source="after iCalendar, RFC 5545: STATUS"):
    """Whether an exchange visit took place."""

    ANNOUNCED = Term(
        Labels(
            "se anunció o se planificó; ninguna fuente dice que se hizo",
            "announced or planned; no source says that it took place",
            "foi anunciada ou planejada; nenhuma fonte diz que ocorreu",
        ),
        Labels("Anunciada", "Announced", "Anunciada"),
    )
    CANCELLED = Term(
        Labels(
            "se anunció, pero no se hizo",
            "announced, but did not take place",
            "foi anunciada, mas não ocorreu",
        ),
        Labels("Cancelada", "Cancelled", "Cancelada"),
    )


class Modality(Vocabulary, source="own"):
    """Whether the participants met in person or online."""

    IN_PERSON = Term(
        Labels("todos en un mismo lugar", "everyone in one place", "todos no mesmo lugar"),
        Labels("Presencial", "In person", "Presencial"),
        others=Labels(
            "En persona, Cara a cara", "Face to face, On site, Onsite", "Em pessoa, Cara a cara"
        ),
    )
    VIRTUAL = Term(
        Labels("solo en línea", "online only", "somente on-line"),
        Labels("Virtual", "Virtual", "Virtual"),
        others=Labels(
            "En línea, A distancia, Remota, Videoconferencia, Telemática",
            "Online, Remote, Distance learning, Videoconference, E-learning",
            "On-line, A distância, Remota, Videoconferência",
        ),
    )
    HYBRID = Term(
        Labels(
            "unos en un lugar y otros en línea",
            "some in one place, some online",
            "alguns em um lugar e outros on-line",
        ),
        Labels("Híbrida", "Hybrid", "Híbrida"),
        others=Labels(
            "Semipresencial, Mixta, Bimodal", "Blended, Mixed format", "Semipresencial, Mista"
        ),
    )


class ExchangeRole(Vocabulary, source="own"):
    """The roles of visitors."""

    LEARNER = Term(
        Labels("vino a aprender", "came to learn", "veio aprender"),
        Labels("Aprende", "Learner", "Aprende"),
        others=Labels(
            "Aprendiz, Participante, Pasante, Receptor, Visitante",
            "Trainee, Participant, Intern, Recipient, Visitor",
            "Aprendiz, Participante, Estagiário, Receptor, Visitante",
        ),
    )
    EXPERT = Term(
        Labels(
            "vino a compartir su propia práctica",
            "came to share its own practice",
            "veio compartilhar sua própria prática",
        ),
        Labels("Comparte", "Expert", "Compartilha"),
        others=Labels(
            "Experto, Ponente, Facilitador, Capacitador, Asesor",
            "Expert, Speaker, Trainer, Adviser, Presenter",
            "Especialista, Palestrante, Facilitador, Instrutor, Assessor",
        ),
    )
    PEER = Term(
        Labels(
            "vino a compartir y a aprender",
            "came to share and to learn",
            "veio compartilhar e aprender",
        ),
        Labels("Intercambia", "Peer", "Intercambia"),
        others=Labels(
            "Par, Contraparte, Homólogo", "Counterpart, Partner", "Contraparte, Homólogo, Parceiro"
        ),
    )
    ADVISER = Term(
        Labels(
            "vino a acompañar al anfitrión mientras prueba o aplica la práctica",
            "came to support the host while it tries out or applies the practice",
            "veio acompanhar o anfitrião enquanto testa ou aplica a prática",
        ),
        Labels("Acompaña", "Adviser", "Acompanha"),
    )
    OBSERVER = Term(
        Labels(
            "asistió sin compartir ni aprender una práctica",
            "attended without sharing or learning a practice",
            "participou sem compartilhar nem aprender uma prática",
        ),
        Labels("Observa", "Observer", "Observa"),
        others=Labels("Observador, Oyente", "Observer status", "Observador, Ouvinte"),
    )
