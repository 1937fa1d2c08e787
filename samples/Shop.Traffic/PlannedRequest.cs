namespace Shop.Traffic;

/// <summary>One request of a journey, before it is sent.</summary>
internal sealed record PlannedRequest(string Operation, HttpMethod Method, string Path, object? Body = null)
{
    public static PlannedRequest Get(string operation, string path) => new(operation, HttpMethod.Get, path);

    public static PlannedRequest Post(string operation, string path, object body) => new(operation, HttpMethod.Post, path, body);
}
