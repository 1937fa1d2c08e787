namespace Obs.Logging;

/// <summary>Names a kind of secret by the name of the property that holds it, or by what it looks like.</summary>
public sealed class RedactionRule
{
    /// <summary>The name of a property, in which <c>*</c> stands for any characters, 1 to 128 of them; <c>-</c>, <c>_</c>, <c>.</c> and
    /// case do not matter: <c>*email</c> matches <c>User_Email</c>.</summary>
    public string? Name { get; set; }

    /// <summary>A regular expression, 1 to 1,024 characters, without back references and look-around; whatever it matches in any text is
    /// replaced. Matching takes time in proportion to the text, whatever the expression.</summary>
    public string? Pattern { get; set; }

    /// <summary>What is done to the value. The default is <c>Mask</c>.</summary>
    public RedactionAction Action { get; set; }
}
