WITH ads_now AS (
  SELECT SUM(ads.gmv_fen) / 100.0 AS ad_gmv
  FROM fact_ads AS ads
  WHERE ads.merchant = :merchant AND ads.day BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(ads_now.ad_gmv, 0) AS ad_gmv
  FROM ads_now)
SELECT answer.ad_gmv
FROM answer
