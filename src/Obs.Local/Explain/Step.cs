namespace Obs.Local.Explain;

/// <summary>A place in traces that is the same in all of them: the names on the way from the entry, without ids and literals.</summary>
internal sealed class Step : IEquatable<Step>
{
    /// <summary>Time that no segment covers.</summary>
    public static readonly Step Gap = new("", "no segment", "", "gap");

    private readonly int _hash; // Looked up once for each trace and step, and paths are long.

    private Step(string path, string name, string service, string kind)
    {
        Path = path;
        Name = name;
        Service = service;
        Kind = kind;
        _hash = HashCode.Combine(path, kind, service);
    }

    /// <summary>The names of what encloses it and its own, outermost first.</summary>
    public string Path { get; }

    /// <summary>Its own name: a query, a call, a piece of code.</summary>
    public string Name { get; }

    /// <summary>The service that does it; empty for time that no segment covers.</summary>
    public string Service { get; }

    /// <summary>As the waterfall calls it: <c>server</c>, <c>http</c>, <c>sql</c>, <c>aws</c>, <c>local</c>; or <c>gap</c>.</summary>
    public string Kind { get; }

    public Step Inner(string name, string service, string kind) => new(Path.Length == 0 ? name : $"{Path} › {name}", name, service, kind);

    public bool Equals(Step? other) =>
        other is not null && _hash == other._hash && Path == other.Path && Kind == other.Kind && Service == other.Service;

    public override bool Equals(object? obj) => Equals(obj as Step);

    public override int GetHashCode() => _hash;
}
