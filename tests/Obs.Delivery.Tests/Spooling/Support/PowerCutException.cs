namespace Obs.Delivery.Tests.Spooling.Support;

/// <summary>What every call of a simulated disk throws once the process that used it is dead.</summary>
internal sealed class PowerCutException() : IOException("The power is off.");
