using System.Net.Sockets;
using FunnelGrains.Host.Options;
using FunnelGrains.Storage;
using Microsoft.AspNetCore.Connections;

namespace FunnelGrains.Host.Starting;

/// <summary>Tells the failures that a user can repair from those that are ours.</summary>
internal static class StartRefusal
{
    /// <summary>The one line for the user; null for what is no refusal, but a bug that needs its stack trace.</summary>
    public static string? Reason(Exception failure) => Chain(failure).Select(Line).FirstOrDefault(line => line is not null);

    private static string? Line(Exception failure) => failure switch
    {
        StartRefusedException or StorageStartException => OneLine(failure.Message),
        AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } =>
            "a port is taken; choose others with --urls, --silo-port, --gateway-port.",
        InvalidDataException => $"a settings file cannot be read: {OneLine(failure.Message)}",
        _ => null,
    };

    private static IEnumerable<Exception> Chain(Exception failure) => failure is AggregateException several
        ? several.InnerExceptions.SelectMany(Chain)
        : failure.InnerException is { } inner ? Chain(inner).Prepend(failure) : [failure];

    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
