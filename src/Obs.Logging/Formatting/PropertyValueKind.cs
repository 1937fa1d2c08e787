namespace Obs.Logging.Formatting;

/// <summary>What a <see cref="PropertyValue"/> holds; each kind but the first without a box.</summary>
internal enum PropertyValueKind : byte
{
    Object,
    Boolean,
    Long,
    Double,
    Decimal,
}
