WITH ads_now AS (
  SELECT SUM(ads.spend_fen) / 100.0 AS ad_spend, SUM(ads.clicks) AS ad_clicks
  FROM fact_ads AS ads
  WHERE ads.merchant = :merchant AND ads.day BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(ads_now.ad_spend, 0) * 1.0 / NULLIF(COALESCE(ads_now.ad_clicks, 0), 0) AS cpc
  FROM ads_now)
SELECT answer.cpc
FROM answer
