"""The style and the guide, in Spanish and English, that Neo4j Browser loads.

    questions  the questions that researchers ask; as a Cypher file per language, too
    slides     all slides: from one country to "what became of it?", then the questions
    page       slides → HTML, and the commands that open it
    style      model → GraSS, Browser's style language

Pure: no driver, no HTTP. `api` serves it, `publish` writes it.
"""
