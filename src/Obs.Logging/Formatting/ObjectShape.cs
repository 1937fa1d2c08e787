namespace Obs.Logging.Formatting;

/// <summary>The properties of a kind of object.</summary>
internal sealed class ObjectShape(ObjectMember[] members)
{
    /// <summary>Stands for kinds that are written as text.</summary>
    public static readonly ObjectShape None = new([]);

    public IReadOnlyList<ObjectMember> Members { get; } = members;
}
