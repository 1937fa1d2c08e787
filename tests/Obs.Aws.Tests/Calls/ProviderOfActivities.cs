using System.Diagnostics;
using Amazon.Runtime.Telemetry;
using Amazon.Runtime.Telemetry.Tracing;

namespace Obs.Aws.Tests.Calls;

/// <summary>What an OpenTelemetry instrumentation gives the AWS SDK: a provider that makes an activity of each of its spans.</summary>
internal sealed class ProviderOfActivities : TracerProvider
{
    private static readonly ActivitySource Source = new("AWSSDK.Tests");

    public override Tracer GetTracer(string scope) => new ActivityTracer();

    private sealed class ActivityTracer : Tracer
    {
        public override TraceSpan CreateSpan(string name, Attributes? initialAttributes, SpanKind spanKind, SpanContext? parentContext) =>
            new ActivitySpan(Source.StartActivity(name, spanKind == SpanKind.CLIENT ? ActivityKind.Client : ActivityKind.Internal));

        protected override void Dispose(bool disposing) => base.Dispose(disposing);
    }

    private sealed class ActivitySpan(Activity? activity) : TraceSpan
    {
        public override void EmitEvent(string name, Attributes? attributes)
        {
        }

        public override void SetAttribute(string key, object value) => activity?.SetTag(key, value);

        public override void SetStatus(SpanStatus value)
        {
        }

        public override void RecordException(Exception exception, Attributes? attributes)
        {
        }

        public override void End() => activity?.Stop();

        protected override void Dispose(bool disposing)
        {
            activity?.Stop();
            base.Dispose(disposing);
        }
    }
}
