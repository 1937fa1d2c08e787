# Burn rates over a long and a short window: https://sre.google/workbook/alerting-on-slos/
locals {
  windows = {
    "1h" = { burn = 14.4, long = 3600, short = 300, page = true }
    "6h" = { burn = 6, long = 21600, short = 1800, page = true }
    "1d" = { burn = 3, long = 86400, short = 7200, page = false }
    "3d" = { burn = 1, long = 259200, short = 21600, page = false }
  }

  budgets = {
    availability = {
      share      = (100 - var.objective.availability_percent) / 100
      metric     = "Fault"
      stat       = "Sum"
      id         = "faults"
      expression = "FILL(faults, 0) / total"
    }
    latency = {
      share      = (100 - var.objective.latency_percent) / 100
      metric     = "Latency"
      stat       = "PR(:${var.objective.latency_milliseconds})"
      id         = "fast"
      expression = "1 - fast / 100"
    }
  }

  prefix     = "${var.service}-${var.environment}"
  dimensions = { Environment = var.environment, Service = var.service }

  # A share is at most 1: a burn rate that cannot be reached has no alarm.
  composites = merge([
    for objective, budget in local.budgets : {
      for name, window in local.windows :
      "${local.prefix}-${objective}-${name}" => merge(window, { budget = budget, objective = objective, name = name })
      if window.burn * budget.share < 1
    }
  ]...)

  halves = merge([
    for name, alarm in local.composites : {
      "${name}-long"  = merge(alarm, { seconds = alarm.long, composite = name })
      "${name}-short" = merge(alarm, { seconds = alarm.short, composite = name })
    }
  ]...)
}

resource "aws_cloudwatch_metric_alarm" "half" {
  for_each = local.halves

  alarm_name          = each.key
  alarm_description   = "Share of requests that spend the ${each.value.objective} budget, over ${each.value.seconds} seconds: half of ${each.value.composite}."
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.burn * each.value.budget.share
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"
  tags                = var.tags

  metric_query {
    id          = "total"
    return_data = false

    metric {
      namespace   = var.namespace
      metric_name = "Latency"
      dimensions  = local.dimensions
      period      = each.value.seconds
      stat        = "SampleCount"
    }
  }

  metric_query {
    id          = each.value.budget.id
    return_data = false

    metric {
      namespace   = var.namespace
      metric_name = each.value.budget.metric
      dimensions  = local.dimensions
      period      = each.value.seconds
      stat        = each.value.budget.stat
    }
  }

  metric_query {
    id          = "spent"
    expression  = "IF(total > ${var.minimum_requests}, ${each.value.budget.expression}, 0)"
    period      = each.value.seconds
    return_data = true
  }
}

resource "aws_cloudwatch_composite_alarm" "burn" {
  for_each = local.composites

  alarm_name        = each.key
  alarm_description = "${var.service} spends its ${each.value.objective} budget ${each.value.burn} times too fast. ${each.value.page ? "Act now." : "Act this week."}"
  alarm_rule        = "ALARM(\"${each.key}-long\") AND ALARM(\"${each.key}-short\")"
  alarm_actions     = each.value.page ? var.page_actions : var.ticket_actions
  tags              = var.tags

  # A rule may only speak of alarms that exist.
  depends_on = [aws_cloudwatch_metric_alarm.half]
}

resource "aws_cloudwatch_metric_alarm" "silent" {
  alarm_name          = "${local.prefix}-silent"
  alarm_description   = "${var.service} has reported no request for ${var.dead_man_minutes} minutes: it is down, unreachable, or its metrics are."
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  evaluation_periods  = var.dead_man_minutes
  datapoints_to_alarm = var.dead_man_minutes
  # The one alarm to which missing data are the bad news.
  treat_missing_data = "breaching"
  alarm_actions      = var.page_actions
  tags               = var.tags

  metric_query {
    id          = "total"
    return_data = true

    metric {
      namespace   = var.namespace
      metric_name = "Latency"
      dimensions  = local.dimensions
      period      = 60
      stat        = "SampleCount"
    }
  }
}
