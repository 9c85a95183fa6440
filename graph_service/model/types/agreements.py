"""Agreements."""

from __future__ import annotations

from graph_service.model.declare import Kind, NodeType, one_of, string, value
from graph_service.model.enums import AgreementKind, AgreementStatus
from graph_service.model.labels import Labels

from .shared import KIND_LABEL, REMARKS, STATUS_AS_OF, STATUS_LABEL, TITLE, TRANSLATED_INTO

AGREEMENT = NodeType(
    name="Agreement",
    label=Labels("Acuerdo", "Agreement", "Acordo"),
    plural_label=Labels("Acuerdos", "Agreements", "Acordos"),
    meaning=Labels(
        "Un acuerdo entre países o instituciones.",
        "An agreement between countries or institutions.",
        "Um acordo entre países ou instituições.",
    ),
    source="own",
    root=("agreement", "agreements"),
    folder="agreements",
    example="agr-arg-bra-2014",
    colour="#882255",
    diameter=65,
    legend=Labels("un acuerdo", "an agreement", "um acordo"),
    ordered=(
        *((first, "effective") for first in ("signed", "approved")),
        *((first, "expires") for first in ("signed", "approved", "effective")),
    ),
    ordered_by_status=(
        (AgreementStatus.NEGOTIATED, "statusAsOf", "signed"),
        (AgreementStatus.IN_FORCE, "statusAsOf", "expires"),
    ),
    others=Labels(
        "Acuerdo, Convenio, Instrumento, Cooperación, Firmar, Suscribir, Pacto, Negociar",
        "Agreement, Accord, Instrument, Cooperation, Sign, Deal, Pact, Negotiate",
        "Acordo, Convênio, Cooperação, Assinar, Firmar, Pacto, Negociar",
    ),
    weight=17.5,
    properties=(
        TITLE,
        TRANSLATED_INTO,
        one_of(
            "kind",
            AgreementKind,
            Labels("El tipo de acuerdo.", "The kind of agreement.", "O tipo de acordo."),
            KIND_LABEL,
            required=True,
        ),
        value(
            "signed",
            Kind.DATE,
            Labels("La fecha de la firma.", "The date of signature.", "A data da assinatura."),
            Labels("Firmado", "Signed", "Assinado"),
        ),
        string(
            "place",
            Labels(
                "La localidad o el lugar de la firma.",
                "The town or venue of the signature.",
                "A localidade ou o local da assinatura.",
            ),
            Labels("Lugar de la firma", "Place of signing", "Local da assinatura"),
        ),
        value(
            "approved",
            Kind.DATE,
            Labels(
                "La fecha en que se aprobó, si se adoptó sin firma.",
                "The date of approval, if it was adopted without a signature.",
                "A data da aprovação, se foi adotado sem assinatura.",
            ),
            Labels("Aprobado", "Approved", "Aprovado"),
        ),
        value(
            "effective",
            Kind.DATE,
            Labels(
                "La fecha de entrada en vigor.",
                "The date of entry into force.",
                "A data de entrada em vigor.",
            ),
            Labels("En vigor desde", "In force since", "Em vigor desde"),
            years=(1900, 10),
        ),
        value(
            "expires",
            Kind.DATE,
            Labels(
                "La fecha en que termina su vigencia.",
                "The date on which its term ends.",
                "A data em que termina sua vigência.",
            ),
            Labels("Vence", "Expires", "Vence"),
            years=(1900, 50),
        ),
        one_of(
            "status",
            AgreementStatus,
            Labels(
                "Si el acuerdo está en vigor.",
                "Whether the agreement is in force.",
                "Se o acordo está em vigor.",
            ),
            STATUS_LABEL,
        ),
        STATUS_AS_OF,
        *REMARKS,
    ),
)

TYPES = (AGREEMENT,)
