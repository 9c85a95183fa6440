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
    )


class Modality(Vocabulary, source="own"):
    """Whether the participants met in person or online."""

    IN_PERSON = term(
        Labels("todos en un mismo lugar", "everyone in one place", "todos no mesmo lugar"),
        en="In person",
        es="Presencial",
        pt="Presencial",
    )
    VIRTUAL = term(
        Labels("solo en línea", "online only", "somente on-line"),
        en="Virtual",
        es="Virtual",
        pt="Virtual",
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
    )


class ExchangeRole(Vocabulary, source="own"):
    """The roles of visitors."""

    LEARNER = term(
        Labels("vino a aprender", "came to learn", "veio aprender"),
        en="Learner",
        es="Aprende",
        pt="Aprende",
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
    )
