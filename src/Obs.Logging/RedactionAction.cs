namespace Obs.Logging;

/// <summary>What is done to a value that must not be read.</summary>
public enum RedactionAction
{
    /// <summary>It is written as <c>***</c>.</summary>
    Mask,

    /// <summary>It is left out.</summary>
    Erase,

    /// <summary>It is written as <c>hmac:</c> and 32 hexadecimal digits of a keyed hash, the same for the same value, so that entries can
    /// be grouped by what nobody can read.</summary>
    Hash,
}
