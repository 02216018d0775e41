using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace IdPhoto.Server.Memory;

/// <summary>Takes what is written, and overwrites what it has held: a serializer's own buffers are the whole process's, and keep their content.</summary>
internal sealed class ClearingBuffer : IBufferWriter<byte>, IDisposable
{
    private const int Least = 256;

    private byte[] _bytes;
    private int _written;

    /// <param name="capacity">Bytes that are expected; more may come, which costs copies.</param>
    public ClearingBuffer(int capacity) => _bytes = Allocate(Math.Max(capacity, Least));

    /// <summary>What was written, until it is disposed.</summary>
    public Memory<byte> Written => _bytes.AsMemory(0, _written);

    /// <summary>A value as JSON.</summary>
    /// <param name="value">It may hold files, as Base64.</param>
    /// <param name="options">How it is written.</param>
    /// <param name="capacity">Bytes that are expected.</param>
    public static ClearingBuffer Json<T>(T value, JsonSerializerOptions? options = null, int capacity = Least)
    {
        ClearingBuffer buffer = new(capacity);
        using Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Encoder = options?.Encoder, SkipValidation = true });
        JsonSerializer.Serialize(json, value, options);
        return buffer;
    }

    public void Advance(int count) => _written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_bytes);
        _written = 0;
    }

    private void MakeRoom(int count)
    {
        if (_bytes.Length - _written >= count)
            return;
        byte[] larger = Allocate((int)Math.Min(Array.MaxLength, Math.Max(_written + (long)count, 2L * _bytes.Length)));
        Written.Span.CopyTo(larger);
        CryptographicOperations.ZeroMemory(_bytes);
        _bytes = larger;
    }

    // Pinned, as the garbage collector leaves copies where it moves an array.
    private static byte[] Allocate(int length) => GC.AllocateUninitializedArray<byte>(length, pinned: true);
}
