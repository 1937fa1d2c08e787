namespace Obs.Logging;

/// <summary>Keeps a value out of the log: on a parameter of a <c>[LoggerMessage]</c> method, or on a property of an object that is
/// logged.</summary>
/// <remarks>
/// A parameter is recognised by the template of its method, so the template must be unique to it and must not be empty. In an application
/// published ahead of time the classes that hold such methods have to be named with <see cref="LoggingOptions.RedactParametersOf"/>.
/// </remarks>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class RedactAttribute : Attribute
{
    /// <summary>Masks the value.</summary>
    public RedactAttribute()
    {
    }

    /// <summary>Does something else to the value.</summary>
    /// <param name="action">What.</param>
    public RedactAttribute(RedactionAction action) => Action = action;

    /// <summary>What is done to the value.</summary>
    public RedactionAction Action { get; }
}
