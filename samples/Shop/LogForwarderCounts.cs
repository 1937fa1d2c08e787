namespace Shop;

internal readonly record struct LogForwarderCounts(long Read, long Forwarded, long Dropped);
