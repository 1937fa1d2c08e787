mock_provider "aws" {}

variables {
  service     = "storefront"
  environment = "Test"
}

run "agrees_with_what_is_rendered_in_code" {
  module {
    source = "./modules/slo"
  }

  assert {
    condition = toset(keys(output.thresholds)) == toset([
      for alarm in jsondecode(file("./examples/complete/rendered/alarms.json")).MetricAlarms : alarm.AlarmName if endswith(alarm.AlarmName, "-long") || endswith(alarm.AlarmName, "-short")
    ])
    error_message = "The halves of burn-rate alarms are the same."
  }

  assert {
    condition = alltrue([
      for alarm in jsondecode(file("./examples/complete/rendered/alarms.json")).MetricAlarms :
      abs(output.thresholds[alarm.AlarmName] - alarm.Threshold) < 0.000000001 if contains(keys(output.thresholds), alarm.AlarmName)
    ])
    error_message = "Thresholds are the same."
  }

  assert {
    condition = alltrue([
      for alarm in jsondecode(file("./examples/complete/rendered/alarms.json")).MetricAlarms :
      toset([for query in aws_cloudwatch_metric_alarm.half[alarm.AlarmName].metric_query : query.expression if query.expression != null && query.expression != ""])
      == toset([for query in alarm.Metrics : query.Expression if can(query.Expression)])
      if contains(keys(output.thresholds), alarm.AlarmName)
    ])
    error_message = "Expressions are the same."
  }

  assert {
    condition = toset(keys(output.alarm_arns)) == toset(concat(
      [for alarm in jsondecode(file("./examples/complete/rendered/alarms.json")).CompositeAlarms : alarm.AlarmName if !strcontains(alarm.AlarmName, "-no-")],
      ["storefront-Test-silent"]
    ))
    error_message = "What people see is the same."
  }
}

run "leaves_out_burn_rates_that_no_share_can_reach" {
  module {
    source = "./modules/slo"
  }

  variables {
    objective = { availability_percent = 90, latency_percent = 99 }
  }

  assert {
    condition     = !contains(keys(output.alarm_arns), "storefront-Test-availability-1h") && contains(keys(output.alarm_arns), "storefront-Test-availability-6h")
    error_message = "14.4 times a tenth is more than everything."
  }
}

run "pages_and_tickets_go_to_different_people" {
  module {
    source = "./modules/slo"
  }

  variables {
    page_actions   = ["arn:aws:sns:eu-west-1:123456789012:page"]
    ticket_actions = ["arn:aws:sns:eu-west-1:123456789012:ticket"]
  }

  assert {
    condition = (
      aws_cloudwatch_composite_alarm.burn["storefront-Test-latency-6h"].alarm_actions == toset(var.page_actions)
      && aws_cloudwatch_composite_alarm.burn["storefront-Test-latency-3d"].alarm_actions == toset(var.ticket_actions)
    )
    error_message = "Fast burns page, slow ones wait."
  }
}

run "refuses_absurd_objectives" {
  command = plan

  module {
    source = "./modules/slo"
  }

  variables {
    objective        = { availability_percent = 100, latency_percent = 0, latency_milliseconds = -1 }
    minimum_requests = 0.5
    dead_man_minutes = 0
  }

  expect_failures = [var.objective, var.minimum_requests, var.dead_man_minutes]
}
