namespace Obs.Local.Filters;

/// <summary>The keywords that are texts.</summary>
internal enum FilterText
{
    HttpUrl,
    HttpMethod,
    HttpUserAgent,
    HttpClientIp,
    User,
    Name,
    Type,
    Message,
    AvailabilityZone,
    InstanceId,
    ResourceArn,
}
