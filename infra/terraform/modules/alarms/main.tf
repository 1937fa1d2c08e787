locals {
  set        = jsondecode(var.alarms)
  metrics    = { for alarm in local.set.MetricAlarms : alarm.AlarmName => alarm }
  composites = { for alarm in local.set.CompositeAlarms : alarm.AlarmName => alarm }

  # Half of a composite alarm speaks through it, and to nobody else.
  parts = toset(flatten([for alarm in local.set.CompositeAlarms : regexall("\"([^\"]+)\"", alarm.AlarmRule)]))
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.metrics

  alarm_name          = each.key
  alarm_description   = try(each.value.AlarmDescription, null)
  comparison_operator = each.value.ComparisonOperator
  threshold           = each.value.Threshold
  evaluation_periods  = each.value.EvaluationPeriods
  datapoints_to_alarm = try(each.value.DatapointsToAlarm, null)
  treat_missing_data  = try(each.value.TreatMissingData, "missing")
  alarm_actions       = length(try(each.value.AlarmActions, [])) > 0 ? each.value.AlarmActions : contains(local.parts, each.key) ? [] : var.actions
  tags                = var.tags

  dynamic "metric_query" {
    for_each = each.value.Metrics

    content {
      id          = metric_query.value.Id
      expression  = try(metric_query.value.Expression, null)
      period      = try(metric_query.value.Period, null)
      label       = try(metric_query.value.Label, null)
      return_data = try(metric_query.value.ReturnData, true)

      dynamic "metric" {
        for_each = try([metric_query.value.MetricStat], [])

        content {
          namespace   = metric.value.Metric.Namespace
          metric_name = metric.value.Metric.MetricName
          dimensions  = { for dimension in metric.value.Metric.Dimensions : dimension.Name => dimension.Value }
          period      = metric.value.Period
          stat        = metric.value.Stat
        }
      }
    }
  }
}

resource "aws_cloudwatch_composite_alarm" "this" {
  for_each = local.composites

  alarm_name        = each.key
  alarm_description = try(each.value.AlarmDescription, null)
  alarm_rule        = each.value.AlarmRule
  alarm_actions     = length(try(each.value.AlarmActions, [])) > 0 ? each.value.AlarmActions : var.actions
  tags              = var.tags

  # A rule may only speak of alarms that exist.
  depends_on = [aws_cloudwatch_metric_alarm.this]
}
