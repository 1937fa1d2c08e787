using System.Diagnostics;

namespace Obs.Metrics;

/// <summary>A measurement and the sampled trace it was taken in.</summary>
internal readonly record struct TracedValue(double Value, ActivityTraceId TraceId, ActivitySpanId SpanId);
