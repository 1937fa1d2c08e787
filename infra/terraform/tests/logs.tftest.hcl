mock_provider "aws" {}

variables {
  groups = { "/obs/Test/storefront" = {} }
}

run "keeps_entries_for_thirty_days_unless_told_otherwise" {
  module {
    source = "./modules/logs"
  }

  variables {
    groups = { "/obs/Test/storefront" = {}, "/obs/Test/audit" = { retention_in_days = 3653, skip_destroy = true } }
  }

  assert {
    condition = (
      aws_cloudwatch_log_group.this["/obs/Test/storefront"].retention_in_days == 30
      && aws_cloudwatch_log_group.this["/obs/Test/audit"].retention_in_days == 3653
      && output.names == tolist(["/obs/Test/audit", "/obs/Test/storefront"])
    )
    error_message = "Retention is what was asked for."
  }
}

run "counts_critical_entries" {
  module {
    source = "./modules/logs"
  }

  variables {
    metric_filters = {
      critical = { group = "/obs/Test/storefront", pattern = "{ $.level = \"Critical\" }", namespace = "Obs/Logs", metric = "CriticalEntries", default_value = "0" }
    }
  }

  assert {
    condition = (
      aws_cloudwatch_log_metric_filter.this["critical"].log_group_name == "/obs/Test/storefront"
      && aws_cloudwatch_log_metric_filter.this["critical"].metric_transformation[0].value == "1"
      && aws_cloudwatch_log_metric_filter.this["critical"].metric_transformation[0].default_value == "0"
    )
    error_message = "The filter counts entries of its group."
  }
}

run "refuses_a_retention_that_does_not_exist" {
  command = plan

  module {
    source = "./modules/logs"
  }

  variables {
    groups = { "/obs/Test/storefront" = { retention_in_days = 31 } }
  }

  expect_failures = [var.groups]
}

run "refuses_dimensions_with_a_default" {
  command = plan

  module {
    source = "./modules/logs"
  }

  variables {
    metric_filters = { a = { group = "g", pattern = "x", namespace = "n", metric = "m", default_value = "0", dimensions = { Level = "$.level" } } }
  }

  expect_failures = [var.metric_filters]
}
