locals {
  # X-Ray knows no resources to narrow these to.
  traces = {
    Sid      = "Traces"
    Effect   = "Allow"
    Action   = ["xray:GetSamplingRules", "xray:GetSamplingTargets", "xray:PutTelemetryRecords", "xray:PutTraceSegments"]
    Resource = "*"
  }

  # CloudWatch knows no resources either, but it knows the namespace.
  metrics = {
    Sid       = "Metrics"
    Effect    = "Allow"
    Action    = ["cloudwatch:PutMetricData"]
    Resource  = "*"
    Condition = { StringEquals = { "cloudwatch:namespace" = sort(var.metric_namespaces) } }
  }

  logs = {
    Sid      = "Logs"
    Effect   = "Allow"
    Action   = ["logs:PutLogEvents"]
    Resource = [for arn in sort(var.log_group_arns) : "${arn}:log-stream:*"]
  }

  # The group of a stream that is to be made is the resource of its making.
  log_streams = {
    Sid      = "LogStreams"
    Effect   = "Allow"
    Action   = concat(["logs:CreateLogStream"], var.create_log_groups ? ["logs:CreateLogGroup"] : [])
    Resource = flatten([for arn in sort(var.log_group_arns) : [arn, "${arn}:*"]])
  }

  has_logs = contains(var.signals, "logs") && length(var.log_group_arns) > 0

  document = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [for statement in [local.traces] : statement if contains(var.signals, "traces")],
      [for statement in [local.metrics] : statement if contains(var.signals, "metrics")],
      [for statement in [local.logs] : statement if local.has_logs],
      [for statement in [local.log_streams] : statement if local.has_logs],
    )
  })
}

resource "aws_iam_policy" "this" {
  count = var.create ? 1 : 0

  name        = var.name
  description = "What a service needs to send its traces, metrics and log entries, and nothing else."
  policy      = local.document
  tags        = var.tags

  lifecycle {
    precondition {
      condition     = !contains(var.signals, "logs") || length(var.log_group_arns) > 0
      error_message = "Logs need log_group_arns: a right to write to every group is more than a service needs."
    }
  }
}
