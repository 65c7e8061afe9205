/** A program as a user writes it, packed and started by tests in many ways. */
package dev.offload.processes.user;
