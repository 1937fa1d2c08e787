mock_provider "aws" {}

run "makes_rules_and_groups" {
  module {
    source = "./modules/sampling"
  }

  variables {
    rules  = { checkout = { priority = 10, fixed_rate = 1, reservoir_size = 5, http_method = "POST", url_path = "/checkout" } }
    groups = { faults = { filter_expression = "fault", insights_enabled = true } }
  }

  assert {
    condition = (
      aws_xray_sampling_rule.this["checkout"].url_path == "/checkout"
      && aws_xray_sampling_rule.this["checkout"].host == "*"
      && aws_xray_sampling_rule.this["checkout"].version == 1
      && aws_xray_group.this["faults"].filter_expression == "fault"
    )
    error_message = "What is not said matches everything."
  }
}

run "refuses_rates_and_priorities_out_of_range" {
  command = plan

  module {
    source = "./modules/sampling"
  }

  variables {
    rules = { a = { priority = 0, fixed_rate = 1.5, reservoir_size = -1 } }
  }

  expect_failures = [var.rules]
}

run "refuses_to_replace_the_default" {
  command = plan

  module {
    source = "./modules/sampling"
  }

  variables {
    rules  = { Default = { priority = 10, fixed_rate = 1, reservoir_size = 1 } }
    groups = { a = { filter_expression = "fault", notifications_enabled = true } }
  }

  expect_failures = [var.rules, var.groups]
}
