namespace Obs.Aws.Tests.Chaos;

/// <summary>What an endpoint does instead of answering.</summary>
public enum Misdeed
{
    None,

    /// <summary>Closes the connection once the request has arrived.</summary>
    HangUp,

    /// <summary>Answers by half and resets the connection.</summary>
    Reset,

    /// <summary>Answers in another protocol.</summary>
    Garbage,

    /// <summary>Keeps the connection open and says nothing.</summary>
    Silence,

    /// <summary>Announces a long answer and sends a byte of it at a time, without end.</summary>
    Trickle,
}
