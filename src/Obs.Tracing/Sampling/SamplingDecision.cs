namespace Obs.Tracing;

/// <summary>Whether a segment is recorded, and the rule that said so; no rule where a caller's decision was followed.</summary>
internal readonly record struct SamplingDecision(bool IsSampled, string? RuleName);
