mock_provider "aws" {}

variables {
  alarms  = file("./examples/complete/rendered/alarms.json")
  actions = ["arn:aws:sns:eu-west-1:123456789012:on-call"]
}

run "makes_every_alarm_of_the_file" {
  module {
    source = "./modules/alarms"
  }

  assert {
    condition = (
      toset(keys(output.metric_alarm_arns)) == toset(jsondecode(var.alarms).MetricAlarms[*].AlarmName)
      && toset(keys(output.composite_alarm_arns)) == toset(jsondecode(var.alarms).CompositeAlarms[*].AlarmName)
    )
    error_message = "Names are those of the file."
  }

  assert {
    condition     = alltrue([for alarm in jsondecode(var.alarms).MetricAlarms : abs(aws_cloudwatch_metric_alarm.this[alarm.AlarmName].threshold - alarm.Threshold) < 0.000000001])
    error_message = "Thresholds are those of the file."
  }

  assert {
    condition     = alltrue([for alarm in jsondecode(var.alarms).MetricAlarms : length(aws_cloudwatch_metric_alarm.this[alarm.AlarmName].metric_query) == length(alarm.Metrics)])
    error_message = "Queries are those of the file."
  }

  assert {
    condition = anytrue([
      for query in aws_cloudwatch_metric_alarm.this["storefront-Test-latency-1h-short"].metric_query :
      query.id == "fast" && try(query.metric[0].stat == "PR(:300)" && query.metric[0].dimensions["Service"] == "storefront" && query.metric[0].period == 300, false)
    ])
    error_message = "Series keep statistic, dimensions and period."
  }
}

run "halves_of_a_composite_alarm_call_nobody" {
  module {
    source = "./modules/alarms"
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.this["storefront-Test-availability-1h-long"].alarm_actions) == 0
    error_message = "A half has no action of its own."
  }

  assert {
    condition = (
      aws_cloudwatch_composite_alarm.this["storefront-Test-availability-1h"].alarm_actions == toset(var.actions)
      && aws_cloudwatch_metric_alarm.this["storefront-Test-silent"].alarm_actions == toset(var.actions)
    )
    error_message = "What people should see calls them."
  }
}

run "refuses_what_is_no_set_of_alarms" {
  command = plan

  module {
    source = "./modules/alarms"
  }

  variables {
    alarms = "[]"
  }

  expect_failures = [var.alarms]
}
