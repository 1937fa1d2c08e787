namespace Shop;

/// <summary>A number, what it counts and what it is made of; the value is null when nobody reported it.</summary>
internal sealed record Figure(string Name, long? Value, string Detail = "")
{
    public override string ToString() => $"{Name} {(Value is long value ? value : "unknown")}{(Detail.Length == 0 ? "" : $" ({Detail})")}";
}
