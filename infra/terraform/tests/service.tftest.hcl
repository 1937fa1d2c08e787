mock_provider "aws" {}

variables {
  service     = "storefront"
  environment = "Test"
}

run "stands_alone" {
  assert {
    condition     = length(output.alarm_names) == 9 && output.dashboard_arns == {} && output.log_group == "/obs/Test/storefront" && output.policy_arn == null
    error_message = "Without a rendered folder there are the alarms of the objective."
  }
}

run "takes_what_was_rendered" {
  variables {
    rendered             = "./examples/complete/rendered"
    account_id           = "123456789012"
    queries_file         = "./examples/complete/queries.json"
    log_group_arn_prefix = "arn:aws:logs:eu-west-1:123456789012:log-group:"
  }

  assert {
    condition     = toset(keys(output.dashboard_arns)) == toset(["storefront-Test-red", "storefront-Test-xray"])
    error_message = "Both dashboards are deployed."
  }

  assert {
    condition = output.alarm_names == sort(concat(
      jsondecode(file("./examples/complete/rendered/alarms.json")).CompositeAlarms[*].AlarmName, ["storefront-Test-silent"]
    ))
    error_message = "Alarms are those of the file."
  }
}

run "refuses_a_folder_that_was_not_rendered" {
  command = plan

  variables {
    rendered = "./examples/minimal"
  }

  expect_failures = [var.rendered]
}

run "gives_a_dashboard_a_name_that_it_may_have" {
  variables {
    service  = "Shop.Storefront"
    rendered = "./examples/complete/rendered"
  }

  assert {
    condition     = contains(keys(output.dashboard_arns), "Shop-Storefront-Test-red")
    error_message = "Dots are no part of the name of a dashboard."
  }
}
