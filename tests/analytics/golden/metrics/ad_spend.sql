WITH ads_now AS (
  SELECT SUM(ads.spend_fen) / 100.0 AS ad_spend
  FROM fact_ads AS ads
  WHERE ads.merchant = :merchant AND ads.day BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(ads_now.ad_spend, 0) AS ad_spend
  FROM ads_now)
SELECT answer.ad_spend
FROM answer
