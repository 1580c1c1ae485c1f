WITH lines_30_now AS (
  SELECT SUM(lines.units) AS units_30d
  FROM fact_lines AS lines
  WHERE lines.merchant = :merchant AND lines.paid_on BETWEEN :start_30_now AND :end),
answer AS (
  SELECT COALESCE(lines_30_now.units_30d, 0) AS units_30d
  FROM lines_30_now)
SELECT answer.units_30d
FROM answer
