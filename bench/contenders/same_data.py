"""Statements of the ceiling that read what this service's loads store in addition to the graph.

Edges have the key of their place in a sorted list, with an index, and countries have an edge for
all transfers between them. The other operations have nothing to gain from these.
"""

TOPIC_PAGE = r"""
MATCH (t:Topic {slug: $topic})
RETURN [
  t.name,
  COLLECT {
    MATCH ()<-[e:ABOUT]-(p:GoodPractice)
    WHERE e.z_listKeyEs STARTS WITH t.id + '\nGoodPractice\n'
    WITH p, e ORDER BY e.z_listKeyEs LIMIT 50
    RETURN [
      p.slug,
      p.name,
      COLLECT { MATCH (p)-[:OWNED_BY]->(o:Institution) RETURN o.name ORDER BY o.id LIMIT 20 },
      COLLECT { MATCH (p)-[:IN_COUNTRY]->(c:Country) RETURN c.iso3 ORDER BY c.id LIMIT 20 },
      COLLECT { MATCH (p)-[:ABOUT]->(a:Topic) RETURN [a.slug, a.name] ORDER BY a.id LIMIT 20 }
    ]
  }
] AS row"""

THREE_LEVELS = r"""
MATCH (c:Country {iso3: $iso3})
RETURN [
  c.name,
  COLLECT {
    MATCH ()<-[here:IN_COUNTRY]-(i:Institution)
    WHERE here.z_listKeyEs STARTS WITH c.id + '\nInstitution\n'
    WITH i, here ORDER BY here.z_listKeyEs LIMIT 10
    RETURN [
      i.slug,
      i.name,
      COLLECT {
        MATCH ()<-[owned:OWNED_BY]-(p:GoodPractice)
        WHERE owned.z_listKeyEs STARTS WITH i.id + '\nGoodPractice\n'
        WITH p, owned ORDER BY owned.z_listKeyEs LIMIT 5
        RETURN [
          p.slug,
          p.name,
          COLLECT {
            MATCH ()<-[of:TRANSFERS]-(t:KnowledgeTransfer)
            WHERE of.z_listKeyEs STARTS WITH p.id + '\nKnowledgeTransfer\n'
            WITH t, of ORDER BY of.z_listKeyEs LIMIT 5
            RETURN [t.slug, t.name, t.stage, t.stageDate]
          }
        ]
      }
    ]
  }
] AS row"""

FLOWS = """
MATCH (a:Country)-[f:TRANSFER_FLOW]->(b:Country)
WITH a, b, f.count AS number ORDER BY number DESC, a.id, b.id LIMIT 1000
WITH collect([a.id, b.id, number]) AS pairs
MATCH (c:Country)
WITH pairs, collect([c.id, c.nameEs, c.nameEn, c.namePt]) AS countries
RETURN [countries, pairs] AS row"""
