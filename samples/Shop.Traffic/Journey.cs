namespace Shop.Traffic;

/// <summary>What one visitor does, request by request.</summary>
internal sealed record Journey(string Name, string Visitor, IReadOnlyList<PlannedRequest> Requests);
