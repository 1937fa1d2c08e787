mock_provider "aws" {}

variables {
  name           = "storefront-Test-observability"
  log_group_arns = ["arn:aws:logs:eu-west-1:123456789012:log-group:/obs/Test/storefront"]
}

run "is_the_reviewed_one" {
  module {
    source = "./modules/policy"
  }

  assert {
    condition     = jsondecode(output.document) == jsondecode(file("./tests/golden/policy.json"))
    error_message = "The document is tests/golden/policy.json."
  }
}

run "gives_a_signal_that_is_not_sent_no_right" {
  module {
    source = "./modules/policy"
  }

  variables {
    signals        = ["metrics"]
    log_group_arns = []
  }

  assert {
    condition     = jsondecode(output.document).Statement[*].Sid == ["Metrics"]
    error_message = "Metrics alone need no other right."
  }
}

run "makes_nothing_when_told_so" {
  module {
    source = "./modules/policy"
  }

  variables {
    create = false
  }

  assert {
    condition     = length(aws_iam_policy.this) == 0 && output.arn == null && can(jsondecode(output.document))
    error_message = "The document alone is written."
  }
}

run "refuses_a_right_to_every_log_group" {
  command = plan

  module {
    source = "./modules/policy"
  }

  variables {
    log_group_arns = []
  }

  expect_failures = [aws_iam_policy.this]
}

run "refuses_what_is_no_log_group" {
  command = plan

  module {
    source = "./modules/policy"
  }

  variables {
    log_group_arns = ["arn:aws:logs:eu-west-1:123456789012:log-group:/obs/Test/storefront:*"]
  }

  expect_failures = [var.log_group_arns]
}
