using System.Diagnostics;

namespace Obs.Metrics;

/// <summary>One measurement kept with its trace id, to lead from a chart to a trace.</summary>
public sealed class Exemplar
{
    /// <summary>Keeps a measurement and the trace it belongs to.</summary>
    public Exemplar(double value, DateTimeOffset timestamp, ActivityTraceId traceId, ActivitySpanId spanId)
    {
        Value = value;
        Timestamp = timestamp;
        TraceId = traceId;
        SpanId = spanId;
    }

    /// <summary>The measurement, in the unit of the instrument.</summary>
    public double Value { get; }

    /// <summary>When the window that holds it was closed; the measurement is at most a window older.</summary>
    public DateTimeOffset Timestamp { get; }

    /// <summary>The trace, which was sampled.</summary>
    public ActivityTraceId TraceId { get; }

    /// <summary>The segment or subsegment that was current.</summary>
    public ActivitySpanId SpanId { get; }
}
