WITH ads_now AS (
  SELECT SUM(ads.gmv_fen) / 100.0 AS ad_gmv, SUM(ads.spend_fen) / 100.0 AS ad_spend
  FROM fact_ads AS ads
  WHERE ads.merchant = :merchant AND ads.day BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(ads_now.ad_gmv, 0) * 1.0 / NULLIF(COALESCE(ads_now.ad_spend, 0), 0) AS roi
  FROM ads_now)
SELECT answer.roi
FROM answer
