WITH lines_now AS (
  SELECT SUM(lines.units) AS units
  FROM fact_lines AS lines
  WHERE lines.merchant = :merchant AND lines.paid_on BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(lines_now.units, 0) AS units
  FROM lines_now)
SELECT answer.units
FROM answer
