terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.60, < 7.0"
    }
  }
}

variable "changed" {
  type    = bool
  default = false
}

provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "local"
  secret_key                  = "local"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
  skip_region_validation      = true

  endpoints {
    cloudwatch     = "http://127.0.0.1:4580"
    cloudwatchlogs = "http://127.0.0.1:4580"
    xray           = "http://127.0.0.1:4580"
  }
}

resource "aws_cloudwatch_dashboard" "shop" {
  dashboard_name = "shop"
  dashboard_body = jsonencode({
    widgets = [{
      type   = "metric"
      x      = 0
      y      = 0
      width  = 12
      height = 6
      properties = {
        region  = "eu-west-1"
        title   = var.changed ? "Latency of the shop" : "Latency"
        metrics = [["Obs", "Latency", "Environment", "Production", "Service", "shop", { stat = "p99" }]]
      }
    }]
  })
}

resource "aws_cloudwatch_metric_alarm" "slow" {
  alarm_name          = "slow"
  alarm_description   = "Half of a second is too long."
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  threshold           = var.changed ? 400 : 500
  metric_name         = "Latency"
  namespace           = "Obs"
  period              = 60
  extended_statistic  = "p99"
  treat_missing_data  = "notBreaching"
  dimensions          = { Environment = "Production", Service = "shop" }
  tags                = { team = "shop" }
}

resource "aws_cloudwatch_metric_alarm" "faults" {
  alarm_name          = "faults"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  threshold           = 0.0144

  metric_query {
    id          = "ratio"
    expression  = "IF(total > 0, FILL(faults, 0) / total, 0)"
    label       = "Faults"
    return_data = true
  }

  metric_query {
    id = "faults"
    metric {
      metric_name = "Fault"
      namespace   = "Obs"
      period      = 300
      stat        = "Sum"
      dimensions  = { Service = "shop" }
    }
  }

  metric_query {
    id = "total"
    metric {
      metric_name = "Latency"
      namespace   = "Obs"
      period      = 300
      stat        = "SampleCount"
      dimensions  = { Service = "shop" }
    }
  }
}

resource "aws_cloudwatch_composite_alarm" "page" {
  alarm_name = "page"
  alarm_rule = "ALARM(${aws_cloudwatch_metric_alarm.slow.alarm_name}) AND ALARM(\"${aws_cloudwatch_metric_alarm.faults.alarm_name}\")"
  tags       = { team = "shop" }
}

resource "aws_cloudwatch_log_group" "shop" {
  name              = "/shop/api"
  retention_in_days = var.changed ? 14 : 7
  tags              = { team = var.changed ? "checkout" : "shop" }
}

resource "aws_cloudwatch_log_metric_filter" "errors" {
  name           = "errors"
  log_group_name = aws_cloudwatch_log_group.shop.name
  pattern        = "{ $.level = \"Error\" }"

  metric_transformation {
    name          = "Errors"
    namespace     = "Shop"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

resource "aws_cloudwatch_query_definition" "slow" {
  name            = "shop/slow"
  log_group_names = [aws_cloudwatch_log_group.shop.name]
  query_string    = "filter durationMs > ${var.changed ? 400 : 500} | sort durationMs desc"
}

resource "aws_xray_sampling_rule" "checkout" {
  rule_name      = "checkout"
  priority       = 10
  version        = 1
  reservoir_size = 5
  fixed_rate     = var.changed ? 0.5 : 1
  url_path       = "/checkout"
  host           = "*"
  http_method    = "POST"
  service_type   = "*"
  service_name   = "shop"
  resource_arn   = "*"
  attributes     = { plan = "gold" }
  tags           = { team = "shop" }
}

resource "aws_xray_group" "failing" {
  group_name        = "failing"
  filter_expression = var.changed ? "fault OR error" : "fault"
  tags              = { team = "shop" }

  insights_configuration {
    insights_enabled      = false
    notifications_enabled = false
  }
}
