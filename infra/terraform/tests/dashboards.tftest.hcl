mock_provider "aws" {}

variables {
  dashboards = { "storefront-red" = file("./examples/complete/rendered/red.json") }
}

run "deploys_what_was_rendered" {
  module {
    source = "./modules/dashboards"
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_dashboard.this["storefront-red"].dashboard_body) == jsondecode(file("./examples/complete/rendered/red.json"))
    error_message = "The body is that of the file."
  }
}

run "puts_the_account_into_the_arns_of_alarms" {
  module {
    source = "./modules/dashboards"
  }

  variables {
    account_id = "123456789012"
  }

  assert {
    condition     = strcontains(output.bodies["storefront-red"], ":123456789012:alarm:") && !strcontains(output.bodies["storefront-red"], "000000000000")
    error_message = "Alarms are those of the account."
  }
}

run "refuses_what_is_not_a_dashboard" {
  command = plan

  module {
    source = "./modules/dashboards"
  }

  variables {
    dashboards = { bad = "{\"a\": 1}" }
  }

  expect_failures = [var.dashboards]
}

run "refuses_a_name_that_cloudwatch_would" {
  command = plan

  module {
    source = "./modules/dashboards"
  }

  variables {
    dashboards = { "two words" = "{\"widgets\": []}" }
  }

  expect_failures = [var.dashboards]
}

run "refuses_an_account_that_is_none" {
  command = plan

  module {
    source = "./modules/dashboards"
  }

  variables {
    account_id = "12"
  }

  expect_failures = [var.account_id]
}
