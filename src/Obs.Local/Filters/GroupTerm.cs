namespace Obs.Local.Filters;

/// <summary>The filter of a group, by the group's name or ARN.</summary>
internal sealed record GroupTerm(bool ByArn, string Group) : FilterExpression;
