using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;

namespace IdPhoto.Server.Memory;

/// <summary>Gives connections buffers that are overwritten when they come back: photos and tokens go through them.</summary>
internal sealed class ClearingPools : IMemoryPoolFactory<byte>
{
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new Pool();

    private sealed class Pool : MemoryPool<byte>
    {
        private const int BlockBytes = 4096;

        /// <summary>What one large upload fills; more is left to the garbage collector.</summary>
        private const int MostKept = 1024;

        private readonly ConcurrentQueue<byte[]> _blocks = new();

        public override int MaxBufferSize => BlockBytes;

        public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
            return new Block(this, _blocks.TryDequeue(out byte[]? block) ? block : GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true));
        }

        protected override void Dispose(bool disposing) => _blocks.Clear();

        private void Return(byte[] block)
        {
            CryptographicOperations.ZeroMemory(block);
            if (_blocks.Count < MostKept)
                _blocks.Enqueue(block);
        }

        private sealed class Block(Pool pool, byte[] block) : IMemoryOwner<byte>
        {
            private byte[]? _block = block;

            public Memory<byte> Memory => _block ?? throw new ObjectDisposedException(nameof(Block));

            public void Dispose()
            {
                if (Interlocked.Exchange(ref _block, null) is { } block)
                    pool.Return(block);
            }
        }
    }
}
