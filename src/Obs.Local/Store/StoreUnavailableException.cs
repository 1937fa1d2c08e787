namespace Obs.Local.Store;

/// <summary>A change could not be written; the message is the reason it is counted under.</summary>
internal sealed class StoreUnavailableException(string reason) : Exception(reason);
