namespace MT2ST.Cli.Prediction;

/// <summary>Works on blocks of what one thread reads, on several others, and writes the blocks in the order of the reading.</summary>
/// <remarks>
/// Blocks are used again, so that memory does not grow with the input. A block that is not full goes on when nothing came for a moment:
/// somebody who types a line sees the answer at once.
/// </remarks>
/// <typeparam name="TBlock">A block.</typeparam>
/// <param name="threadCount">How many threads work, at least 1; one more reads.</param>
/// <param name="create">Makes a block.</param>
/// <param name="work">What is done to a block; it may run on several threads at once, each with another block.</param>
/// <param name="write">Writes a block; one at a time.</param>
internal sealed class OrderedWork<TBlock>(int threadCount, Func<TBlock> create, Action<TBlock> work, Action<TBlock> write)
    where TBlock : WorkBlock
{
    private const int WaitMilliseconds = 20;
    private const int BlocksPerThread = 3; // One is read, one worked on, one waits to be written.

    private readonly object _gate = new();
    private readonly Stack<TBlock> _idle = new();
    private readonly Queue<TBlock> _full = new();
    private readonly object _writing = new();
    private readonly Dictionary<long, TBlock> _done = [];
    private TBlock? _current; // The one being filled.
    private int _createdCount;
    private long _handedOut;
    private long _written;
    private bool _isEnded;
    private bool _isBroken; // A block was written whose work failed: nothing may follow.
    private Exception? _failure;

    /// <summary>Reads and works until the end. What comes before a failure is worked on and written.</summary>
    /// <typeparam name="TItem">What is read.</typeparam>
    /// <param name="items">The input; an item need not last longer than to the next one.</param>
    /// <param name="add">Copies an item into a block.</param>
    /// <exception cref="Exception">What reading, working or writing threw first.</exception>
    public void Run<TItem>(IEnumerable<TItem> items, Action<TBlock, TItem> add)
    {
        Thread[] workers = [.. Enumerable.Range(0, threadCount).Select(_ => new Thread(Work))];
        foreach (Thread worker in workers)
            worker.Start();
        try
        {
            foreach (TItem item in items)
                if (!Take(item, add))
                    break;
        }
        catch (Exception error) // Of any kind: the workers must end before it goes on.
        {
            Fail(error);
        }
        lock (_gate)
        {
            _isEnded = true;
            Monitor.PulseAll(_gate);
        }
        foreach (Thread worker in workers)
            worker.Join();
        if (_failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(_failure);
    }

    private bool Take<TItem>(TItem item, Action<TBlock, TItem> add)
    {
        lock (_gate)
        {
            while (_current is null && !_isEnded)
            {
                if (_idle.TryPop(out TBlock? idle))
                    _current = idle;
                else if (_createdCount < BlocksPerThread * threadCount)
                {
                    _createdCount++;
                    _current = create();
                }
                else
                    Monitor.Wait(_gate);
            }
            if (_isEnded) // A worker failed.
                return false;
            add(_current!, item);
            if (_current!.IsFull)
                HandOver();
        }
        return true;
    }

    private void HandOver()
    {
        _current!.Number = _handedOut++;
        _full.Enqueue(_current);
        _current = null;
        Monitor.Pulse(_gate);
    }

    private void Work()
    {
        try
        {
            while (Next() is { } block)
            {
                try
                {
                    work(block);
                }
                catch
                {
                    Write(block, isBroken: true);
                    throw;
                }
                Write(block, isBroken: false);
            }
        }
        catch (Exception error) // Of any kind: one that leaves a thread would end the process.
        {
            Fail(error);
            lock (_gate)
            {
                _full.Clear();
                _current = null;
                _isEnded = true;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private TBlock? Next()
    {
        lock (_gate)
        {
            while (true)
            {
                if (_full.TryDequeue(out TBlock? block))
                    return block;
                if (_current is not null && _isEnded)
                    HandOver();
                else if (_isEnded)
                    return null;
                else if (!Monitor.Wait(_gate, WaitMilliseconds) && _full.Count == 0 && _current is not null)
                    HandOver();
            }
        }
    }

    private void Write(TBlock block, bool isBroken)
    {
        lock (_writing)
        {
            block.IsBroken = isBroken;
            _done.Add(block.Number, block);
            while (!_isBroken && _done.Remove(_written, out TBlock? next))
            {
                _isBroken = next.IsBroken;
                write(next);
                _written++;
                next.Clear();
                lock (_gate)
                {
                    _idle.Push(next);
                    Monitor.PulseAll(_gate);
                }
            }
        }
    }

    private void Fail(Exception error) => Interlocked.CompareExchange(ref _failure, error, null);
}

/// <summary>A block of <see cref="OrderedWork{TBlock}"/>.</summary>
internal abstract class WorkBlock
{
    /// <summary>Its place among all blocks.</summary>
    public long Number { get; set; }

    /// <summary>Whether its work failed before its end.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Whether it takes no more.</summary>
    public abstract bool IsFull { get; }

    /// <summary>Makes it empty and keeps its buffers.</summary>
    public abstract void Clear();
}
