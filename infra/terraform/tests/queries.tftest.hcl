mock_provider "aws" {}

variables {
  queries    = jsondecode(file("./examples/complete/queries.json"))
  log_groups = ["/obs/Test/other"]
}

run "saves_every_query" {
  module {
    source = "./modules/queries"
  }

  variables {
    folder = "storefront"
  }

  assert {
    condition = alltrue([
      for query in var.queries :
      aws_cloudwatch_query_definition.this[query.name].query_string == query.query
      && aws_cloudwatch_query_definition.this[query.name].name == "storefront/${query.name}"
      && tolist(aws_cloudwatch_query_definition.this[query.name].log_group_names) == tolist(query.logGroups)
    ])
    error_message = "Name, text and log groups are those of the file."
  }
}

run "gives_log_groups_to_queries_that_name_none" {
  module {
    source = "./modules/queries"
  }

  variables {
    queries = [{ name = "a", query = "fields @message | limit 5" }]
  }

  assert {
    condition     = tolist(aws_cloudwatch_query_definition.this["a"].log_group_names) == tolist(["/obs/Test/other"])
    error_message = "The groups of the module stand in."
  }
}

run "refuses_two_queries_of_one_name" {
  command = plan

  module {
    source = "./modules/queries"
  }

  variables {
    queries = [{ name = "a", query = "x" }, { name = "a", query = "y" }]
  }

  expect_failures = [var.queries]
}

run "refuses_a_query_that_is_too_long" {
  command = plan

  module {
    source = "./modules/queries"
  }

  variables {
    queries = [{ name = "a", query = join("", [for i in range(1001) : "0123456789"]) }]
  }

  expect_failures = [var.queries]
}
