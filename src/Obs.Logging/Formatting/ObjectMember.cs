namespace Obs.Logging.Formatting;

/// <summary>One property of a kind of object.</summary>
internal sealed class ObjectMember(FieldName name, Func<object, object?> get)
{
    public FieldName Name { get; } = name;

    /// <summary>The property's value, or what reading it threw, in words.</summary>
    public object? Read(object owner)
    {
        try
        {
            return get(owner);
        }
        catch (Exception exception)
        {
            return $"(threw {exception.GetType().Name})";
        }
    }
}
