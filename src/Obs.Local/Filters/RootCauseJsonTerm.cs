using System.Text.Json;

namespace Obs.Local.Filters;

/// <summary>A root cause written out, as the console copies it.</summary>
internal sealed record RootCauseJsonTerm(JsonElement Wanted) : FilterExpression;
