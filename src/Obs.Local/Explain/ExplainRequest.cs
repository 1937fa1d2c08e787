using Obs.Local.Traces;

namespace Obs.Local.Explain;

/// <summary>Which traces are compared.</summary>
/// <param name="Filter">Time, service and expression.</param>
/// <param name="Operation">Only traces that begin with this operation, such as <c>GET /products/{id}</c>; null for all.</param>
/// <param name="Criterion">Which of them are to be explained.</param>
internal sealed record ExplainRequest(TraceFilter Filter, string? Operation, ExplainCriterion Criterion);
