namespace Obs.Aws;

/// <summary>Carries metric data to CloudWatch. Register an implementation as a singleton to send through a client of your own.</summary>
/// <remarks>
/// Called by one thread at a time. The queue before it repeats what failed, so an implementation makes one attempt. What it throws
/// decides what happens: an <see cref="Amazon.Runtime.AmazonServiceException"/> is read by its code and status (throttling and faults
/// of the service are tried again, invalid data are searched out and dropped); anything else is tried again.
/// </remarks>
public interface IMetricDataClient
{
    /// <summary>Sends the data of one request.</summary>
    /// <param name="request">At most 1,000 data of one namespace; valid only until the returned task completes.</param>
    /// <param name="cancellationToken">Cancelled when the attempt has taken too long or the queue must stop.</param>
    public ValueTask PutMetricDataAsync(MetricDataRequest request, CancellationToken cancellationToken);
}
